import { createServer as createPlainServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { BackendError, type BackendEvent, type ConversationItem } from "@massgen/core";
import { type EmulatedModel, type Fault, type OpenaiEmulatorOptions, startOpenaiEmulator } from "@massgen/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { createOpenai } from "../create-openai.ts";
import type { OpenaiSettings } from "../settings/openai-settings.ts";
import { createEndpointSupport } from "../support/endpoint-support.ts";

const user: ConversationItem = { type: "message", role: "user", content: "Hello" };
const reply: EmulatedModel["reply"] = [{ text: "A rather long answer that comes in several pieces." }];

async function start(settings: Partial<OpenaiSettings> = {}, options: Partial<OpenaiEmulatorOptions> = {}) {
  const emulator = await startOpenaiEmulator({ models: { "gpt-test": { contextWindow: 10_000, reply } }, ...options });
  onTestFinished(() => emulator.close());
  const delays: number[] = [];
  const backend = createOpenai({
    model: "gpt-test",
    apiKey: "test-key",
    baseURL: emulator.baseURL,
    support: createEndpointSupport(),
    retries: {
      random: () => 0,
      sleep: async (milliseconds) => {
        delays.push(milliseconds);
      },
    },
    ...settings,
  });
  return { emulator, backend, delays };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

const serve = async (listener: RequestListener) => `http://127.0.0.1:${await listen(createPlainServer(listener))}/v1`;

async function collect(events: AsyncIterable<BackendEvent>): Promise<readonly BackendEvent[]> {
  const all: BackendEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

async function failureOf(events: AsyncIterable<BackendEvent>): Promise<BackendError> {
  try {
    await collect(events);
  } catch (error) {
    if (BackendError.isInstance(error)) return error;
    throw error;
  }
  throw new Error("It did not fail.");
}

describe("keys", () => {
  const key = "Kf83-not-like-any-other-Zz";
  const shown = (error: BackendError) => [error.message, error.stack, error.problem, JSON.stringify(error)].join("\n");

  it.each<[string, Partial<OpenaiSettings>]>([
    ["given", { apiKey: key }],
    ["fetched", { apiKey: async () => key }],
    ["in a header", { apiKey: "other", headers: { "x-gateway-key": key } }],
  ])("that are %s are in no error, whatever the provider repeats", async (_how, settings) => {
    const faults: readonly Fault[] = [
      { kind: "status", status: 400, message: `Bad key ${key}`, code: key },
      { kind: "status", status: 401, message: `No: ${key}` },
      { kind: "status", status: 500, message: `Authorization: Bearer ${key}` },
      { kind: "failed", message: `Failed for ${key}` },
      { kind: "stream-error", message: `Failed for ${key}` },
    ];
    const { backend, emulator } = await start({ ...settings, retries: { maximumRetries: 0 } });
    for (const fault of faults) {
      emulator.fail(fault);
      const error = await failureOf(backend.stream({ items: [user] }));
      expect(shown(error)).not.toContain(key);
    }
    emulator.fail({ kind: "status", status: 500, message: key });
    const error = await backend.countTokens({ items: [user] }).catch((thrown: BackendError) => thrown);
    expect(BackendError.isInstance(error) && shown(error)).not.toContain(key);
  });

  it("are fetched for each attempt, so that one that has run out is replaced", async () => {
    let number = 0;
    const { backend, emulator } = await start({ apiKey: async () => `key-${++number}` });
    emulator.fail({ kind: "status", status: 500 });
    await collect(backend.stream({ items: [user] }));
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
      createOpenai({ model: "gpt-test", baseURL, headers: { "api-key": "azure-key" } }).stream({ items: [user] }),
    );
    expect(seen).toEqual([["azure-key", undefined]]);
  });
});
