import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BackendRequest } from "@massgen/core";
import { describe, expect, it, onTestFinished } from "vitest";
import { backendFor, eventsOf, question } from "./testing/ask.ts";
import { startRawServer } from "./testing/raw-server.ts";
import { greeting } from "./testing/sse.ts";

const cycle: { self?: unknown } = {};
cycle.self = cycle;

describe("a request that cannot be made is told at once, with what is wrong", () => {
  it.each<[string, object, RegExp]>([
    ["a cycle", { extraBody: { metadata: cycle } }, /as JSON: Converting circular structure/],
    ["a BigInt", { extraBody: { seed: 1n } }, /as JSON: Do not know how to serialize a BigInt/],
    ["no list of items", { items: null }, /the request could not be made: /],
    ["an item that is none", { items: [null] }, /item 0/],
    ["no list of tools", { tools: 5 }, /the request could not be made: |tools/],
  ])("%s", async (_what, wrong, message) => {
    const { baseURL, requests } = await startRawServer(greeting);
    const request = { ...question, ...wrong } as BackendRequest;
    await expect(eventsOf(backendFor(baseURL), request)).rejects.toMatchObject({
      code: "invalid-request",
      retryable: false,
      message: expect.stringMatching(message),
    });
    expect(requests).toEqual([]);
  });

  it("a fetch that is no function at its end", async () => {
    let calls = 0;
    const send = async () => {
      calls += 1;
      throw new TypeError("agent.dispatch is not a function");
    };
    await expect(eventsOf(backendFor("http://127.0.0.1:9/v1", { fetch: send }))).rejects.toMatchObject({
      code: "invalid-request",
      retryable: false,
      message: expect.stringContaining(
        "the request could not be made: Connection error: agent.dispatch is not a function.",
      ),
    });
    expect(calls).toBe(1);
  });

  it("a redirect without an end", async () => {
    const server = createServer((incoming, outgoing) => {
      incoming.resume();
      outgoing.writeHead(307, { location: "/v1/chat/completions" }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    const { port } = server.address() as AddressInfo;
    await expect(eventsOf(backendFor(`http://127.0.0.1:${port}/v1`))).rejects.toMatchObject({
      code: "unreachable",
      retryable: false,
      message: expect.stringContaining("redirect count exceeded"),
    });
  });
});
