import { BackendError } from "@massgen/core";
import type { Fault } from "@massgen/testing";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createOpenai } from "../create-openai.ts";
import type { OpenaiSettings } from "../settings/openai-settings.ts";
import { collect } from "../testing/collect.ts";
import { failureOf } from "../testing/failure-of.ts";
import { hello } from "../testing/items.ts";
import { serve } from "../testing/serve.ts";
import { startBackend } from "../testing/start-backend.ts";

describe("keys", () => {
  const key = "Kf83-not-like-any-other-Zz";
  const shown = (error: BackendError) => [error.message, error.stack, error.problem, JSON.stringify(error)].join("\n");

  it.each<[string, Partial<OpenaiSettings>]>([
    ["given", { apiKey: key }],
    ["fetched", { apiKey: async () => key }],
    ["in a header", { apiKey: "other", headers: { "x-gateway-key": key } }],
    ["in a header of any name", { apiKey: "other", headers: { "x-tenant": key } }],
  ])("that are %s are in no error, whatever the provider repeats", async (_how, settings) => {
    const faults: readonly Fault[] = [
      { kind: "status", status: 400, message: `Bad key ${key}`, code: key },
      { kind: "status", status: 401, message: `No: ${key}` },
      { kind: "status", status: 500, message: `Authorization: Bearer ${key}` },
      { kind: "failed", message: `Failed for ${key}` },
      { kind: "stream-error", message: `Failed for ${key}` },
    ];
    const { backend, emulator } = await startBackend({ ...settings, retries: { maximumRetries: 0 } });
    for (const fault of faults) {
      emulator.fail(fault);
      const error = await failureOf(collect(backend.stream({ items: [hello] })));
      expect(shown(error)).not.toContain(key);
    }
    emulator.fail({ kind: "status", status: 500, message: key });
    const error = await backend.countTokens({ items: [hello] }).catch((thrown: BackendError) => thrown);
    expect(BackendError.isInstance(error) && shown(error)).not.toContain(key);
  });

  it("in the query of the address are in no error", async () => {
    const { emulator, settings } = await startBackend({ retries: { maximumRetries: 0 } });
    const backend = createOpenai({ ...settings, baseURL: `${emulator.baseURL}?sig=${key}` });
    emulator.fail({ kind: "status", status: 400, message: `No such signature: ${key}` });
    expect(shown(await failureOf(collect(backend.stream({ items: [hello] }))))).not.toContain(key);
    expect(emulator.requests).toHaveLength(1);
  });

  it("in the headers of the environment are in no error", async () => {
    vi.stubEnv("OPENAI_CUSTOM_HEADERS", `x-one: 1\nx-two: ${key}`);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const { backend, emulator } = await startBackend({ retries: { maximumRetries: 0 } });
    emulator.fail({ kind: "status", status: 400, message: `No such tenant: ${key}` });
    expect(shown(await failureOf(collect(backend.stream({ items: [hello] }))))).not.toContain(key);
    expect(emulator.requests[0]?.headers).toMatchObject({ "x-two": key });
  });

  it.each([undefined, "", 5])("that are fetched and are %j are told at once", async (fetched) => {
    const apiKey = (async () => fetched) as () => Promise<string>;
    const { backend, emulator } = await startBackend({ apiKey });
    const error = await failureOf(collect(backend.stream({ items: [hello] })));
    expect(error).toMatchObject({ code: "unauthenticated", retryable: false });
    expect(error.problem).toMatch(/: the function for the API key gave none\.$/);
    expect(emulator.requests).toHaveLength(0);
  });

  it("are fetched for each attempt, so that one that has run out is replaced", async () => {
    let number = 0;
    const { backend, emulator } = await startBackend({ apiKey: async () => `key-${++number}` });
    emulator.fail({ kind: "status", status: 500 });
    await collect(backend.stream({ items: [hello] }));
    expect(emulator.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer key-1", "Bearer key-2"]);
  });

  it("go to Azure as its own header, and no other key with them", async () => {
    const seen: unknown[] = [];
    const baseURL = await serve(({ headers }, outgoing) => {
      seen.push([headers["api-key"], headers.authorization]);
      outgoing.writeHead(200, { "content-type": "text/event-stream" });
      outgoing.end('data: {"type":"response.completed","response":{"output":[]}}\n\n');
    });
    await collect(
      createOpenai({ model: "gpt-test", baseURL, headers: { "api-key": "azure-key" } }).stream({ items: [hello] }),
    );
    expect(seen).toEqual([["azure-key", undefined]]);
  });
});
