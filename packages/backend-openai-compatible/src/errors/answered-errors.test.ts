import { describe, expect, it } from "vitest";
import { backendFor, eventsOf } from "../testing/ask.ts";
import { startRawServer } from "../testing/raw-server.ts";
import { chunk, sse } from "../testing/sse.ts";

describe("an error inside an answer", () => {
  const answered = (text: string, type = "text/event-stream") => ({
    headers: { "content-type": type },
    pieces: [text],
  });

  // Made after documentation, sources and bug trackers; none was recorded from a server.
  it.each([
    [
      "OpenRouter",
      sse({ id: "gen-1", choices: [], error: { code: 502, message: "Provider disconnected" } }),
      "unavailable",
    ],
    [
      "OpenRouter, in the choice",
      sse({ choices: [{ delta: {}, finish_reason: "error", error: { code: 429, message: "Slow" } }] }),
      "rate-limit",
    ],
    ["OpenRouter, no credit", sse({ error: { code: "402", message: "Insufficient credits" } }), "quota"],
    ["vLLM", sse({ error: { message: "EngineCore died", type: "InternalServerError", code: 500 } }), "unavailable"],
    [
      "vLLM, older",
      sse({ object: "error", message: "maximum context length is 10 tokens", code: 400 }),
      "context-overflow",
    ],
    [
      "llama.cpp, older",
      'error: {"code":400,"message":"m","type":"exceed_context_size_error"}\n\n',
      "context-overflow",
    ],
    [
      "LM Studio",
      'event: error\ndata: {"error":{"message":"Context size has been exceeded."}}\n\n',
      "context-overflow",
    ],
    ["Ollama", sse({ error: { message: "model runner has stopped", type: "api_error", code: null } }), "unavailable"],
    ["a text", "event: error\ndata: out of memory\n\n", "unavailable"],
    ["Gemini", sse([{ error: { code: 503, message: "Overloaded", status: "UNAVAILABLE" } }]), "unavailable"],
    ["Anthropic", sse({ type: "error", error: { type: "overloaded_error", message: "Overloaded" } }), "unavailable"],
    ["Groq", sse({ error: { message: "Failed to call a function.", code: "tool_use_failed" } }), "invalid-response"],
    ["a body with status 200", JSON.stringify({ error: { code: 401, message: "No auth" } }), "unauthenticated"],
    ["a body of text", JSON.stringify({ error: "Context size has been exceeded." }), "context-overflow"],
  ])("of %s is understood, and has no status", async (_name, text, code) => {
    const { baseURL } = await startRawServer(answered(text));
    const failed = eventsOf(backendFor(baseURL, { retries: { maximumRetries: 0 } }));
    await expect(failed).rejects.toMatchObject({ code, status: undefined });
  });

  it("voids what came before", async () => {
    const broken = answered(sse(chunk({ content: "Hel" }), { error: { code: 502, message: "gone" } }));
    const { baseURL } = await startRawServer(broken, answered(sse(chunk({ content: "Hello" }, "stop"))));
    expect((await eventsOf(backendFor(baseURL))).map(({ type }) => type)).toEqual([
      "text-delta",
      "restart",
      "text-delta",
      "item",
      "finish",
    ]);
  });
});
