import { isContextOverflow } from "@massgen/core/provider";
import { type OpenaiEmulatorOptions, startOpenaiEmulator } from "@massgen/testing";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import type { OpenaiCompatibleOptions } from "./openai-compatible-options.ts";
import { backendFor, eventsOf, finishOf, question } from "./testing/ask.ts";
import { randomConversation } from "./testing/random-conversation.ts";

const reply = {
  reasoning: "First I look.",
  text: "I read both files at once, since neither needs the other.",
  calls: [
    { name: "read", arguments: { path: "a.txt" }, callId: "call_a" },
    { name: "read", arguments: { path: "b.txt" }, callId: "call_b" },
  ],
};
const tools = [{ name: "read", parameters: { type: "object", properties: { path: { type: "string" } } } }];
const request = { ...question, tools };

async function emulate(options: Partial<OpenaiEmulatorOptions> = {}) {
  const models = { "chat-test": { contextWindow: 4_000, reply: [reply] } };
  const emulator = await startOpenaiEmulator({ models, chunkCharacters: 7, ...options });
  onTestFinished(() => emulator.close());
  const backend = (given: Partial<OpenaiCompatibleOptions> = {}) =>
    backendFor(emulator.baseURL, { apiKey: "key-of-a-test", ...given });
  return { emulator, backend };
}

const callsOf = (items: readonly unknown[]) =>
  items.filter((item) => (item as { type?: string }).type === "function_call");

describe("against the emulator", () => {
  it("gets text, calls and usage", async () => {
    const { backend } = await emulate();
    const finish = await finishOf(backend(), request);
    expect(finish).toMatchObject({
      reason: "tool-calls",
      items: [
        { type: "message", role: "assistant", content: [{ type: "output_text", text: reply.text, annotations: [] }] },
        { type: "function_call", call_id: "call_a", name: "read", arguments: '{"path":"a.txt"}' },
        { type: "function_call", call_id: "call_b", name: "read", arguments: '{"path":"b.txt"}' },
      ],
    });
    expect(finish.usage?.inputTokens).toBeGreaterThan(0);
    expect(finish.usage?.outputTokens).toBeGreaterThan(0);
  });

  it.each([
    "no-usage",
    "no-index",
    "arguments-object",
    "no-call-id",
    "finish-stop-with-calls",
    "no-done",
    "json-instead-of-stream",
    "reasoning-content",
    "empty-choices-chunk",
    "null-content",
    "duplicate-call-ids",
    "comment-lines",
  ] as const)("gets the same in spite of %s", async (quirk) => {
    const { backend } = await emulate({ chatQuirks: [quirk] });
    const finish = await finishOf(backend(), request);
    expect(finish.reason).toBe("tool-calls");
    expect(finish.items.at(-3)).toMatchObject({ content: [{ text: reply.text }] });
    expect(callsOf(finish.items).map((item) => JSON.parse((item as { arguments: string }).arguments))).toEqual([
      { path: "a.txt" },
      { path: "b.txt" },
    ]);
    expect(new Set(callsOf(finish.items).map((item) => (item as { call_id: string }).call_id)).size).toBe(2);
    expect(finish.usage === undefined).toBe(quirk === "no-usage");
    const thought = { type: "reasoning", summary: [], content: [{ type: "reasoning_text", text: reply.reasoning }] };
    if (quirk === "reasoning-content") expect(finish.items[0]).toEqual(thought);
  });

  it.each([[["no-call-id"]], [["duplicate-call-ids", "arguments-object"]]] as const)(
    "gets the same in spite of many, with %j",
    async (ids) => {
      const { backend } = await emulate({
        chatQuirks: [
          ...ids,
          "no-usage",
          "no-index",
          "finish-stop-with-calls",
          "no-done",
          "comment-lines",
          "null-content",
        ],
      });
      const finish = await finishOf(backend(), request);
      expect(finish).toMatchObject({ reason: "tool-calls" });
      expect(callsOf(finish.items)).toHaveLength(2);
    },
  );

  it("makes a request again whose stream holds an error", async () => {
    const { backend, emulator } = await emulate({ chatQuirks: ["error-in-stream"] });
    const failed = eventsOf(backend({ retries: { maximumRetries: 1 } }), request);
    await expect(failed).rejects.toMatchObject({ code: "unavailable", retryable: true });
    expect(emulator.requests).toHaveLength(2);
  });

  it.each([
    [{ kind: "status", status: 429, retryAfter: 3 }, "rate-limit", 3_000],
    [{ kind: "status", status: 500 }, "unavailable", 500],
    [{ kind: "status", status: 503 }, "unavailable", 500],
    [{ kind: "malformed" }, "invalid-response", 500],
    [{ kind: "stream-error" }, "unavailable", 500],
  ] as const)("recovers from %j", async (fault, code, delayMilliseconds) => {
    const { backend, emulator } = await emulate();
    emulator.fail(fault);
    const events = await eventsOf(backend(), request);
    const restarts = events.filter(({ type }) => type === "restart");
    expect(restarts).toMatchObject([{ attempt: 1, delayMilliseconds, error: { code } }]);
    expect(events.at(-1)).toMatchObject({ type: "finish", reason: "tool-calls" });
  });

  it.each([
    [{ kind: "status", status: 401 }, "unauthenticated"],
    [{ kind: "status", status: 403 }, "forbidden"],
    [{ kind: "status", status: 429, code: "insufficient_quota" }, "quota"],
    [{ kind: "status", status: 400 }, "invalid-request"],
  ] as const)("gives up on %j", async (fault, code) => {
    const { backend, emulator } = await emulate();
    emulator.fail(fault, { times: 9 });
    await expect(eventsOf(backend(), request)).rejects.toMatchObject({ code, retryable: false });
    expect(emulator.requests).toHaveLength(1);
  });

  it("gives the same whatever byte the stream was cut at first", async () => {
    const { backend, emulator } = await emulate();
    const whole = await finishOf(backend(), request);
    let repetitions = 0;
    for (let afterBytes = 0; afterBytes < 3_000; afterBytes += 101) {
      emulator.fail({ kind: "cut", afterBytes });
      const events = await eventsOf(backend(), request);
      expect(events.at(-1)).toMatchObject({ type: "finish", reason: whole.reason, items: whole.items });
      const restarts = events.filter((event) => event.type === "restart");
      for (const { error } of restarts) expect(error.code).toBe("stream-cut");
      repetitions += restarts.length;
    }
    expect(repetitions).toBeGreaterThan(10);
  });

  it("tells an overflow, before a stream and inside it", async () => {
    for (const overflow of ["thrown", "in-stream"] as const) {
      const { backend, emulator } = await emulate({ overflow });
      const items = [{ type: "message", role: "user", content: "word ".repeat(9_000) }] as const;
      const error = await eventsOf(backend(), { items }).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "context-overflow", retryable: false });
      expect(isContextOverflow(error)).toBe(true);
      expect(emulator.requests).toHaveLength(1);
    }
  });

  it("tells an unknown model and an endpoint that is not there", async () => {
    const { backend } = await emulate();
    await expect(eventsOf(backend({ model: "other" }))).rejects.toMatchObject({ code: "unknown-model" });
    const without = await emulate({ supports: { chatCompletions: false } });
    await expect(eventsOf(without.backend())).rejects.toMatchObject({ code: "unsupported" });
  });

  it("closes the connection on abort", async () => {
    const { backend, emulator } = await emulate();
    emulator.fail({ kind: "hang" });
    const controller = new AbortController();
    const reason = new Error("enough");
    const pending = eventsOf(backend(), request, { signal: controller.signal });
    await expect.poll(() => emulator.requests.length).toBe(1);
    controller.abort(reason);
    await expect(pending).rejects.toBe(reason);
    await expect.poll(() => emulator.requests[0]?.outcome).toBe("client-left");
  });

  it("makes a hanging request again", async () => {
    const { backend, emulator } = await emulate();
    emulator.fail({ kind: "hang" });
    const events = await eventsOf(backend({ timeoutMilliseconds: 300 }), request);
    expect(events[0]).toMatchObject({ type: "restart", error: { code: "timeout" } });
  });

  it("sends conversations that the Chat API takes", async () => {
    const { backend } = await emulate({ models: { "chat-test": { contextWindow: 1e9, reply: [{ text: "Yes." }] } } });
    const asked = backend({ retries: { maximumRetries: 0 } });
    const run = fc.asyncProperty(randomConversation, async (items) => {
      const asking = [...items, ...question.items];
      expect((await finishOf(asked, { items: asking })).reason).toBe("stop");
    });
    await fc.assert(run, { numRuns: 100 });
  });

  it("carries on a conversation with its own answers", async () => {
    const { backend } = await emulate({
      chatQuirks: ["no-call-id", "reasoning-content"],
      models: { "chat-test": { contextWindow: 4_000, reply: [reply, reply, { text: "Done." }] } },
    });
    let items = question.items;
    for (let turn = 0; turn < 3; turn++) {
      const finish = await finishOf(backend(), { items, tools });
      const outputs = callsOf(finish.items).map((item) => {
        const { call_id } = item as { call_id: string };
        return { type: "function_call_output", call_id, output: "text" } as const;
      });
      items = [...items, ...finish.items, ...outputs];
    }
    const ids = callsOf(items).map((item) => (item as { call_id: string }).call_id);
    expect(ids).toEqual(["call00000", "call00001", "call00002", "call00003"]);
  });
});
