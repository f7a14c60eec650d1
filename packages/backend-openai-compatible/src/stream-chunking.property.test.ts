import type { BackendEvent } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backendFor, eventsOf } from "./testing/ask.ts";
import { chunk, sse } from "./testing/sse.ts";

const text = sse(
  chunk({ role: "assistant", content: "<think>h" }),
  chunk({ content: "m ⏳</think>" }),
  chunk({ content: "Grüße, 世界 🌍!" }),
  chunk({ tool_calls: [{ index: 0, id: "a", function: { name: "read", arguments: '{"path":' } }] }),
  chunk({ tool_calls: [{ index: 0, function: { arguments: '"ä/🗂"}' } }] }),
  chunk({ tool_calls: [{ index: 1, id: "b", function: { name: "list", arguments: "{}" } }] }, "tool_calls"),
  { id: "chatcmpl-1", choices: [], usage: { prompt_tokens: 9, completion_tokens: 8 } },
);
const body = JSON.stringify({
  id: "chatcmpl-1",
  choices: [{ message: { content: "Grüße", tool_calls: [{ id: "a", function: { name: "f", arguments: "{}" } }] } }],
});
const variants = [text, text.replaceAll("\n", "\r\n"), text.replaceAll("\n", "\r"), `\uFEFF: hi\n${text}`, body];

/** A server that answers with the bytes in the pieces that the cuts give. */
function answering(bytes: Uint8Array, cuts: readonly number[]): typeof fetch {
  const places = [0, ...[...new Set(cuts)].sort((first, second) => first - second), bytes.length];
  return async () =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const [index, place] of places.slice(1).entries())
            controller.enqueue(bytes.subarray(places[index], place));
          controller.close();
        },
      }),
    );
}

describe("the same bytes", () => {
  it("give the same end in any pieces", async () => {
    const expected = new Map<string, unknown>();
    const finish = async (variant: string, cuts: readonly number[]) => {
      const send = answering(new TextEncoder().encode(variant), cuts);
      const backend = backendFor("http://test.invalid/v1", { fetch: send, retries: { maximumRetries: 0 } });
      return (await eventsOf(backend)).at(-1);
    };
    for (const variant of variants) expected.set(variant, await finish(variant, []));
    const run = fc.asyncProperty(
      fc.constantFrom(...variants),
      fc.array(fc.nat({ max: 2_000 }), { maxLength: 40 }),
      async (variant, cuts) => {
        const length = new TextEncoder().encode(variant).length;
        expect(
          await finish(
            variant,
            cuts.map((cut) => cut % length),
          ),
        ).toEqual(expected.get(variant));
      },
    );
    await fc.assert(run, { numRuns: 200 });
    const inSingleBytes = Array.from(new TextEncoder().encode(text).keys());
    expect(await finish(text, inSingleBytes)).toEqual(expected.get(text));
    expect(expected.get(text)).toMatchObject({
      reason: "tool-calls",
      items: [
        { content: [{ text: "hm ⏳" }] },
        { content: [{ text: "Grüße, 世界 🌍!" }] },
        { call_id: "a", arguments: '{"path":"ä/🗂"}' },
        { call_id: "b" },
      ],
      usage: { inputTokens: 9, outputTokens: 8 },
    });
  });

  it("cut at any place are a cut stream or a complete one, never a shorter answer", async () => {
    const bytes = new TextEncoder().encode(text);
    const withoutUsage = (event: BackendEvent | undefined) => ({ ...event, usage: undefined });
    const full = (await eventsOf(backendFor("http://test.invalid/v1", { fetch: answering(bytes, []) }))).at(-1);
    for (let length = 0; length < bytes.length; length += 7) {
      const send = answering(bytes.subarray(0, length), []);
      const backend = backendFor("http://test.invalid/v1", { fetch: send, retries: { maximumRetries: 0 } });
      const outcome = await eventsOf(backend).then(
        (events) => events.at(-1),
        (error: Error) => error,
      );
      if (outcome instanceof Error) expect(outcome).toMatchObject({ code: "stream-cut" });
      else expect(withoutUsage(outcome)).toEqual(withoutUsage(full));
    }
  });
});
