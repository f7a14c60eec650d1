import type { BackendRequest, ConversationItem } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { createOpenai } from "./create-openai.ts";
import { collect } from "./testing/collect.ts";
import { failureOf } from "./testing/failure-of.ts";
import { hello } from "./testing/items.ts";
import { serve } from "./testing/serve.ts";
import { startBackend } from "./testing/start-backend.ts";

const cycle: { self?: unknown } = {};
cycle.self = cycle;

describe("a request that cannot be made is told at once, with what is wrong", () => {
  it.each<[string, object, RegExp]>([
    ["a cycle", { extraBody: { truncation: cycle } }, /as JSON: Converting circular structure/],
    ["a BigInt", { extraBody: { truncation: 1n } }, /as JSON: Do not know how to serialize a BigInt/],
    ["no list of items", { items: null }, /the request could not be made: /],
    ["an item that is none", { items: [null] }, /item 0 of the conversation is no object/],
    ["no list of tools", { tools: 5 }, /the request could not be made: /],
  ])("%s", async (_what, wrong, message) => {
    for (const store of [false, true]) {
      const { backend, emulator, delays } = await startBackend({ store, compaction: { mode: "endpoint" } });
      const request = { items: [hello], ...wrong } as BackendRequest;
      const attempts = [() => collect(backend.stream(request)), () => backend.countTokens(request)];
      for (const attempt of attempts) {
        const error = await failureOf(attempt());
        expect(error).toMatchObject({ code: "invalid-request", retryable: false });
        expect(error.message).toMatch(message);
      }
      expect(emulator.requests).toHaveLength(0);
      expect(delays).toEqual([]);
    }
  });

  it("a cycle in an item, where a conversation goes on", async () => {
    const { backend, emulator } = await startBackend({ store: true });
    await collect(backend.stream({ items: [hello] }));
    const items: ConversationItem[] = [{ type: "message", role: "user", content: [cycle] }, hello, hello];
    expect(await failureOf(collect(backend.stream({ items })))).toMatchObject({ code: "invalid-request" });
    expect(await failureOf(backend.compact({ items }))).toMatchObject({ code: "invalid-request" });
    expect(emulator.requests).toHaveLength(1);
  });

  it("a fetch that fails of itself", async () => {
    let calls = 0;
    const fetch = async () => {
      calls += 1;
      throw new TypeError("agent.dispatch is not a function");
    };
    const backend = createOpenai({ model: "m", apiKey: "test-key", baseURL: "http://127.0.0.1:9/v1", fetch });
    const error = await failureOf(collect(backend.stream({ items: [hello] })));
    expect(error).toMatchObject({ code: "invalid-request", retryable: false });
    expect(error.problem).toMatch(
      /: the request could not be made: Connection error: agent.dispatch is not a function\.$/,
    );
    expect(calls).toBe(1);
  });

  it("a redirect without an end", async () => {
    const baseURL = await serve((incoming, outgoing) => {
      incoming.resume();
      outgoing.writeHead(307, { location: "/v1/responses" }).end();
    });
    const backend = createOpenai({ model: "m", apiKey: "test-key", baseURL });
    const error = await failureOf(collect(backend.stream({ items: [hello] })));
    expect(error).toMatchObject({ code: "unreachable", retryable: false });
    expect(error.problem).toContain("redirect count exceeded");
  });
});

it("the longest timeout is no timeout at once", async () => {
  const { backend } = await startBackend({ timeoutMilliseconds: 2 ** 31 - 1, retries: { maximumRetries: 0 } });
  const events = await collect(backend.stream({ items: [hello] }));
  expect(events.at(-1)?.type).toBe("finish");
});
