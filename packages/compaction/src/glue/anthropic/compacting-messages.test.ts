import Anthropic from "@anthropic-ai/sdk";
import type { MessageCreateParamsNonStreaming, MessageParam } from "@anthropic-ai/sdk/resources/messages";
import { describe, expect, it } from "vitest";
import { createCompactor } from "../../compactor/create-compactor.ts";
import { expectSendable } from "../../testing/expect-sendable.ts";
import { compactingMessages } from "./compacting-messages.ts";

const contextWindow = 4_000;
const log = "02:00:07 INFO request served in 12ms\n".repeat(40);
const ephemeral = { type: "ephemeral" } as const;
const base = {
  model: "claude",
  max_tokens: 100,
  system: [{ type: "text" as const, text: "You read logs.", cache_control: ephemeral }],
  tools: [{ name: "read", description: "Reads a log.", input_schema: { type: "object" as const } }],
};

/** A client of the real SDK whose requests end at a server that bills a token for four characters. */
function setup(window = contextWindow) {
  const requests: (MessageCreateParamsNonStreaming & { readonly tokens: number })[] = [];
  let refused = 0;
  const client = new Anthropic({
    apiKey: "none-needed",
    maxRetries: 0,
    async fetch(_url, init) {
      const text = String(init?.body);
      const tokens = Math.ceil(text.length / 4);
      if (tokens > window) {
        refused += 1;
        const message = `prompt is too long: ${tokens} tokens > ${window} maximum`;
        return Response.json({ type: "error", error: { type: "invalid_request_error", message } }, { status: 400 });
      }
      const body = JSON.parse(text);
      requests.push({ ...body, tokens });
      return body.stream === true
        ? streamed(tokens)
        : Response.json({ ...answerOf(requests.length), usage: usage(tokens) });
    },
  });
  return { client, requests, refusals: () => refused };
}

const usage = (tokens: number) => ({ input_tokens: tokens - 10, cache_read_input_tokens: 10, output_tokens: 5 });

function answerOf(number: number) {
  const content = [{ type: "tool_use", id: `toolu_${number}`, name: "read", input: { name: `log-${number}` } }];
  return { id: `msg_${number}`, type: "message", role: "assistant", model: "claude", stop_reason: "tool_use", content };
}

function streamed(tokens: number): Response {
  const events = [
    { type: "message_start", message: { ...answerOf(0), content: [], usage: usage(tokens) } },
    { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Read." } },
    { type: "content_block_stop", index: 0 },
    { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 5 } },
    { type: "message_stop" },
  ];
  const body = events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join("");
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

/** Runs so many rounds of a loop that keeps all of its messages, with a breakpoint that moves along. */
async function loop(create: (params: MessageCreateParamsNonStreaming) => Promise<{ content: unknown }>, rounds = 20) {
  const messages: MessageParam[] = [{ role: "user", content: "Read all the logs." }];
  for (let round = 0; round < rounds; round += 1) {
    const { content } = await create({ ...base, messages: withBreakpoint(messages) });
    const [{ id }] = content as [{ id: string }];
    messages.push({ role: "assistant", content: content as [] });
    messages.push({ role: "user", content: [{ type: "tool_result", tool_use_id: id, content: log }] });
  }
  return messages;
}

function withBreakpoint(messages: readonly MessageParam[]): MessageParam[] {
  return messages.map((message, index) => {
    if (index < messages.length - 1 || typeof message.content === "string") return message;
    return { ...message, content: message.content.map((block) => ({ ...block, cache_control: ephemeral })) as [] };
  });
}

const breakpoints = (messages: readonly MessageParam[]) => JSON.stringify(messages).split("cache_control").length - 1;

describe("compactingMessages", () => {
  it("keeps a loop that keeps all of its messages inside the window, with what is sent valid", async () => {
    const { client, requests, refusals } = setup();
    let compactions = 0;
    const { create } = compactingMessages(client, {
      contextWindow,
      onEvent: (event) => {
        if (event.type === "compaction-end" && event.status === "compacted") compactions += 1;
      },
    });
    const messages = await loop(create);
    expect(messages).toHaveLength(41);
    expect(compactions).toBeGreaterThan(1);
    expect(compactions).toBeLessThan(8);
    expect(refusals()).toBe(0);
    for (const request of requests) {
      expectSendable("anthropic", request.messages);
      expect(request.system).toEqual(base.system);
    }
  });

  it("keeps the breakpoint of the newest message, and lets no old ones pile up", async () => {
    const { client, requests } = setup();
    await loop(compactingMessages(client, { contextWindow }).create);
    expect(requests.slice(1).map(({ messages }) => breakpoints(messages))).toEqual(Array(19).fill(1));
  });

  it("counts the system prompt and the tools, and records usage with what was read from the cache", async () => {
    const { client, requests } = setup();
    const compactor = createCompactor<MessageParam>({ contextWindow, format: "anthropic" });
    const { create } = compactingMessages(client, compactor);
    const messages: MessageParam[] = [{ role: "user", content: "Read." }];
    await create({ ...base, messages });
    const { baseline } = compactor.state();
    expect(baseline?.reported).toBe(requests[0]?.tokens);
    const { baseline: bare } = await (async () => {
      const other = createCompactor<MessageParam>({ contextWindow, format: "anthropic" });
      await compactingMessages(setup().client, other).create({ model: "claude", max_tokens: 100, messages });
      return other.state();
    })();
    expect((baseline?.counted ?? 0) - (bare?.counted ?? 0)).toBeGreaterThan(15);
  });

  it("recovers once where the window is smaller than it was told, and learns it", async () => {
    const { client, refusals } = setup(2_500);
    await loop(compactingMessages(client, { contextWindow }).create);
    expect(refusals()).toBe(1);
  });

  it("throws the refusal where nothing can be taken out, and any other error as it came", async () => {
    const { client, refusals } = setup(50);
    const { create } = compactingMessages(client, { contextWindow });
    await expect(create({ ...base, messages: [{ role: "user", content: log }] })).rejects.toThrow("prompt is too long");
    expect(refusals()).toBe(1);
    const broken = { messages: { create: () => Promise.reject(new Error("overloaded")) } } as never;
    await expect(compactingMessages(broken, { contextWindow }).create({ ...base, messages: [] })).rejects.toThrow(
      "overloaded",
    );
  });

  it("fits the parameters of a stream, and records its final message", async () => {
    const { client, requests } = setup();
    const messages = compactingMessages(client, { contextWindow });
    const conversation = await loop(messages.create, 7);
    const stream = client.messages.stream(await messages.fit({ ...base, messages: conversation }));
    messages.record(await stream.finalMessage());
    expect(messages.compactor.state().baseline?.reported).toBe(requests.at(-1)?.tokens);
    const recovered = await messages.recover({ ...base, messages: conversation });
    expect(JSON.stringify(recovered).length).toBeLessThan(JSON.stringify(requests.at(-1)).length);
    expect(recovered).toMatchObject(base);
  });

  it("passes the signal on", async () => {
    const { client } = setup();
    const { create } = compactingMessages(client, { contextWindow });
    const reason = new Error("enough");
    const params = { ...base, messages: [{ role: "user" as const, content: "Read." }] };
    await expect(create(params, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
