import type { BackendRequest, ConversationItem } from "@massgen/core";
import type { OpenaiEmulator } from "@massgen/testing";
import { describe, expect, it } from "vitest";
import { createOpenai } from "./create-openai.ts";
import type { OpenaiSettings } from "./settings/openai-settings.ts";
import { collect, finishOf, textOf } from "./testing/collect.ts";
import { readTool, user } from "./testing/items.ts";
import { longAnswer, startBackend } from "./testing/start-backend.ts";

const png = `data:image/png;base64,${"iVBORw0KGgo".padEnd(64, "A")}`;

const bodyOf = (emulator: OpenaiEmulator, index: number) => emulator.requests[index]?.body as Record<string, unknown>;

describe("createOpenai streams", () => {
  it("text in pieces, then the item, then the end with usage", async () => {
    const { backend, emulator } = await startBackend(
      {},
      { reply: [{ text: longAnswer, usage: { cachedTokens: 3, reasoningTokens: 2 } }] },
    );
    const events = await collect(backend.stream({ items: [user("Hello")], instructions: "Be kind." }));
    expect(textOf(events)).toBe(longAnswer);
    expect(events.filter((event) => event.type === "text-delta").length).toBeGreaterThan(1);
    const { billed } = emulator.requests[0] ?? {};
    expect(finishOf(events)).toEqual({
      type: "finish",
      reason: "stop",
      items: [expect.objectContaining({ type: "message", role: "assistant", status: "completed" })],
      usage: {
        inputTokens: billed?.inputTokens,
        outputTokens: billed?.outputTokens,
        cachedInputTokens: 3,
        cacheWriteTokens: billed?.cacheWriteTokens,
        reasoningTokens: 2,
      },
      responseId: expect.stringMatching(/^resp_/),
    });
    expect(emulator.requests[0]).toMatchObject({
      path: "/v1/responses",
      headers: { authorization: "Bearer test-key" },
      body: { stream: true, store: false, instructions: "Be kind." },
    });
  });

  it("calls of tools with their arguments in pieces, and goes on from the outputs", async () => {
    const { backend, emulator } = await startBackend(
      {},
      {
        reply: [
          {
            calls: [
              { name: "read", arguments: { path: "a" } },
              { name: "read", arguments: { path: "a/long/path/to/b" } },
            ],
          },
          { text: "Done." },
        ],
      },
    );
    const request: BackendRequest = { items: [user("Read")], tools: [readTool] };
    const events = await collect(backend.stream(request));
    const { items, reason } = finishOf(events);
    expect(reason).toBe("tool-calls");
    for (const item of items) {
      const pieces = events.flatMap((event) =>
        event.type === "arguments-delta" && event.callId === item.call_id ? [event.text] : [],
      );
      expect(pieces.join("")).toBe(item.arguments);
    }
    const outputs = items.map(
      ({ call_id }): ConversationItem => ({
        type: "function_call_output",
        call_id,
        output: "contents",
      }),
    );
    const next = await collect(backend.stream({ ...request, items: [...request.items, ...items, ...outputs] }));
    expect(textOf(next)).toBe("Done.");
    expect(emulator.requests.map(({ status }) => status)).toEqual([200, 200]);
  });

  it("reasoning that goes back and forth encrypted over several turns", async () => {
    const { backend, emulator } = await startBackend(
      {},
      {
        reply: ({ entries }) => ({
          reasoning: `Thought ${entries.length}.`,
          text: `Answer ${entries.length}.`,
        }),
      },
    );
    let items: readonly ConversationItem[] = [];
    for (const turn of ["one", "two", "three"]) {
      const request = { items: [...items, user(turn)], reasoning: { effort: "low", summary: "auto" } };
      const events = await collect(backend.stream(request));
      expect(events.some((event) => event.type === "reasoning-delta")).toBe(true);
      items = [...request.items, ...finishOf(events).items];
    }
    const origin = `openai@${new URL(emulator.baseURL).host}|${emulator.baseURL}||gpt-test`;
    expect(items.filter(({ type }) => type === "reasoning")).toMatchObject([
      { massgen: { origin } },
      { massgen: { origin } },
      { massgen: { origin } },
    ]);
    expect(emulator.requests[2]?.seen?.entries.filter(({ kind }) => kind === "reasoning")).toHaveLength(2);
    expect(JSON.stringify(bodyOf(emulator, 2))).not.toContain("massgen");
  });

  it("images, structured output and what else a request may ask for", async () => {
    const { backend, emulator } = await startBackend({}, { reply: [{ text: '{"colour":"red"}' }] });
    const image = { type: "input_image", image_url: png };
    const items: ConversationItem[] = [{ role: "user", content: [{ type: "input_text", text: "Which?" }, image] }];
    const schema = {
      type: "object",
      properties: { colour: { type: "string" } },
      required: ["colour"],
      additionalProperties: false,
    };
    const request: BackendRequest = {
      items,
      outputFormat: { name: "answer", schema },
      tools: [readTool],
      toolChoice: "none",
      parallelToolCalls: false,
      temperature: 0.5,
      maximumOutputTokens: 100,
      cacheKey: "talk",
      extraBody: { metadata: { run: "1" } },
    };
    expect(textOf(await collect(backend.stream(request)))).toBe('{"colour":"red"}');
    expect(emulator.requests[0]?.seen).toMatchObject({
      outputFormat: { type: "json_schema", name: "answer" },
      entries: [{ kind: "message", images: [png] }],
    });
    expect(bodyOf(emulator, 0)).toMatchObject({ metadata: { run: "1" }, max_output_tokens: 100 });
  });

  it.each([
    [{ text: "A long answer", incomplete: "max_output_tokens" }, "length"],
    [{ text: "Bad", incomplete: "content_filter" }, "content-filter"],
    [{ refusal: "I will not." }, "stop"],
  ] as const)("%j and ends with %s", async (reply, reason) => {
    const { backend } = await startBackend({}, { reply: [reply] });
    const events = await collect(backend.stream({ items: [user("Hi")] }));
    expect(finishOf(events).reason).toBe(reason);
    expect(textOf(events)).not.toBe("");
  });

  it("from a model that does not give its reasoning encrypted, and remembers that", async () => {
    const { backend, emulator } = await startBackend({}, { reply: [{ text: "Hi." }], model: { reasoning: false } });
    for (let turn = 0; turn < 2; turn++) {
      const events = await collect(backend.stream({ items: [user("Hi")] }));
      expect(events.some((event) => event.type === "restart")).toBe(false);
    }
    expect(emulator.requests.map(({ status }) => status)).toEqual([400, 200, 200]);
  });
});

describe("createOpenai refuses", () => {
  it.each<[object, string]>([
    [{ apiKey: 5 }, "apiKey is neither text nor a function."],
    [{ headers: { "x-a": "secret\nvalue" } }, "The header x-a holds characters that HTTP does not take."],
    [{ headers: { "x a": "secret" } }, 'headers holds a name that HTTP does not take, beginning with "x".'],
  ])("%j", (settings, problem) => {
    const wrong = { model: "gpt-test", apiKey: "test-key", ...settings } as OpenaiSettings;
    expect(() => createOpenai(wrong)).toThrow(expect.objectContaining({ code: "invalid-option", problem }));
  });
});

describe("createOpenai counts", () => {
  it("what a request would cost, by the provider's count", async () => {
    const { backend, emulator } = await startBackend({}, { reply: [{ text: "Hi." }] });
    const request: BackendRequest = {
      items: [user("How much is this?")],
      instructions: "Be brief.",
      tools: [readTool],
      reasoning: { effort: "low" },
      maximumOutputTokens: 100,
      cacheKey: "talk",
    };
    const tokens = await backend.countTokens(request);
    const { usage } = finishOf(await collect(backend.stream(request)));
    expect(tokens).toBe(usage?.inputTokens);
    expect(emulator.requests[0]?.path).toBe("/v1/responses/input_tokens");
    expect(backend.capabilities.countsTokens).toBe(true);
  });

  it("not, where the endpoint does not count, and says so", async () => {
    const { backend } = await startBackend({}, { reply: [{ text: "Hi." }], supports: { inputTokens: false } });
    await expect(backend.countTokens({ items: [user("Hi")] })).rejects.toMatchObject({ code: "unsupported" });
    expect(backend.capabilities.countsTokens).toBe(false);
  });
});
