import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BackendError, ConversationItem } from "@massgen/core";
import { type EmulatedModel, type OpenaiEmulatorOptions, startOpenaiEmulator } from "@massgen/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { createOpenai } from "../create-openai.ts";
import type { OpenaiSettings } from "../settings/openai-settings.ts";
import { createEndpointSupport } from "../support/endpoint-support.ts";

const user = (text: string): ConversationItem => ({ type: "message", role: "user", content: text });
const assistant = (text: string): ConversationItem => ({
  type: "message",
  role: "assistant",
  content: [{ type: "output_text", text, annotations: [] }],
});

const conversation = [
  user("The password of the day is swordfish."),
  { type: "function_call", call_id: "c1", name: "read", arguments: "{}" },
  { type: "function_call_output", call_id: "c1", output: "A long text. ".repeat(50) },
  assistant("I have read it."),
  user("Thank you."),
];
const tools = [{ name: "read", parameters: { type: "object", properties: {} } }];

const knows: EmulatedModel["reply"] = ({ text }) => ({ text: text.includes("swordfish") ? "swordfish" : "I forgot." });

async function start(settings: Partial<OpenaiSettings> = {}, options: Partial<OpenaiEmulatorOptions> = {}) {
  const emulator = await startOpenaiEmulator({
    models: { "gpt-test": { contextWindow: 10_000, reply: knows } },
    ...options,
  });
  onTestFinished(() => emulator.close());
  const support = createEndpointSupport();
  const base = {
    model: "gpt-test",
    apiKey: "test-key",
    baseURL: emulator.baseURL,
    retries: { maximumRetries: 1, sleep: async () => {} },
  };
  const backend = createOpenai({ ...base, support, ...settings });
  return { emulator, backend, support, base };
}

/** A backend whose endpoint answers everything with the same. */
async function answering(type: string, text: string, settings: Partial<OpenaiSettings>) {
  const server = createServer((_incoming, outgoing) => {
    outgoing.writeHead(200, { "content-type": type }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return createOpenai({ model: "gpt-test", apiKey: "k", baseURL, support: createEndpointSupport(), ...settings });
}

const failureOf = (work: Promise<unknown>): Promise<BackendError> =>
  work.then(
    () => Promise.reject(new Error("It did not fail.")),
    (error: BackendError) => error,
  );

async function answerTo(backend: ReturnType<typeof createOpenai>, items: readonly ConversationItem[]) {
  let text = "";
  for await (const event of backend.stream({ items })) if (event.type === "text-delta") text += event.text;
  return text;
}

describe("compact by trigger", () => {
  const compaction = { mode: "trigger" } as const;

  it("asks with instructions and tools, and keeps the user's messages behind the item", async () => {
    const { backend, emulator } = await start({ compaction });
    const { items, usage } = await backend.compact({ items: conversation, instructions: "Be brief.", tools });
    expect(items).toEqual([
      expect.objectContaining({ type: "compaction", massgen: expect.anything() }),
      conversation[0],
      conversation[4],
    ]);
    expect(usage.outputTokens).toBe(emulator.requests[0]?.billed?.outputTokens);
    const body = emulator.requests[0]?.body as { input: readonly ConversationItem[] };
    expect(body).toMatchObject({ instructions: "Be brief.", store: false, tools: [{ name: "read" }] });
    expect(body).not.toHaveProperty("max_output_tokens");
    expect(body.input.at(-1)).toEqual({ type: "compaction_trigger" });
    expect(await answerTo(backend, [...items, user("What was it?")])).toBe("swordfish");
  });

  it.each([
    [{ retainUserTokens: 0 }, undefined, 0],
    [{ retainUserTokens: 5 }, undefined, 1],
    [{}, 10, 1],
    [{}, 1_000, 2],
  ])("with %j and the target %s keeps %s messages of the user", async (retention, target, kept) => {
    const { backend } = await start({ compaction: { ...compaction, ...retention } });
    const { items } = await backend.compact({ items: conversation, ...(target !== undefined && { target }) });
    expect(items).toHaveLength(1 + kept);
  });

  it("stores the response where responses are stored", async () => {
    const { backend, emulator } = await start({ compaction, store: true });
    await backend.compact({ items: conversation });
    expect(emulator.requests[0]?.body).toMatchObject({ store: true });
  });

  it.each([
    ["no compaction item", [], "it has 0 compaction items, not 1"],
    ["two of them", ["cmp_1", "cmp_2"], "it has 2 compaction items, not 1"],
  ])("does not take an answer with %s", async (_what, ids, said) => {
    const output = ids.map((id) => ({ type: "compaction", id, encrypted_content: "s" }));
    const response = { output, usage: { input_tokens: 1, output_tokens: 1 } };
    const backend = await answering(
      "text/event-stream",
      `data: ${JSON.stringify({ type: "response.completed", response })}\n\n`,
      {
        compaction,
      },
    );
    const error = await failureOf(backend.compact({ items: conversation }));
    expect(error).toMatchObject({ code: "invalid-response", retryable: false });
    expect(error.problem).toMatch(new RegExp(`the compaction could not be used: ${said}\\.$`));
  });

  it("does not take an answer that ended early", async () => {
    const response = { incomplete_details: { reason: "max_output_tokens" } };
    const backend = await answering(
      "text/event-stream",
      `data: ${JSON.stringify({ type: "response.incomplete", response })}\n\n`,
      {
        compaction,
      },
    );
    const error = await failureOf(backend.compact({ items: conversation }));
    expect(error.problem).toMatch(/the compaction could not be used: it ended early\.$/);
  });
});
