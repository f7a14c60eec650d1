import type { ConversationItem } from "@massgen/core";
import fc from "fast-check";

/** A word that is found again: no other item of the conversation holds it. */
type Marker = () => string;

type Step = (marker: Marker, callId: () => string) => ConversationItem[];

/** A grey pixel. */
const image = {
  type: "input_image",
  image_url:
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
};

const message: fc.Arbitrary<Step> = fc
  .record({ role: fc.constantFrom("user", "assistant", "system", "developer"), parts: fc.integer({ min: 0, max: 3 }) })
  .map(({ role, parts }) => (marker) => {
    if (parts === 0) return [{ role, content: marker() } as ConversationItem];
    const type = role === "assistant" ? "output_text" : "input_text";
    const texts = Array.from({ length: parts }, () => ({ type, text: marker() }));
    return [{ type: "message", role, content: role === "user" ? [...texts, image] : texts } as ConversationItem];
  });

const reasoning: fc.Arbitrary<Step> = fc.constant((marker) => [
  { type: "reasoning", summary: [], content: [{ type: "reasoning_text", text: `thought ${marker()}` }] },
]);

const hosted: fc.Arbitrary<Step> = fc.constant(() => [{ type: "web_search_call", id: "ws", status: "completed" }]);

/** Calls at once, answered in any order, with something said in between. */
const calls: fc.Arbitrary<Step> = fc
  .record({
    count: fc.integer({ min: 1, max: 4 }),
    custom: fc.boolean(),
    images: fc.boolean(),
    between: fc.constantFrom("nothing", "user", "assistant"),
    order: fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
    badArguments: fc.boolean(),
  })
  .map(({ count, custom, images, between, order, badArguments }) => (marker, callId) => {
    const ids = Array.from({ length: count }, callId);
    const kind = custom ? "custom_tool_call" : "function_call";
    const made = ids.map((call_id) => {
      const text = marker();
      const said = custom ? { input: text } : { arguments: badArguments ? `{${text}` : JSON.stringify({ text }) };
      return { type: kind, call_id, name: "tool", ...said } as ConversationItem;
    });
    const said = between === "nothing" ? [] : [{ role: between, content: marker() } as ConversationItem];
    const answered = ids
      .map((call_id, index) => ({ call_id, rank: order[index] ?? 0 }))
      .sort((first, second) => first.rank - second.rank)
      .map(({ call_id }) => {
        const output = images ? [{ type: "input_text", text: marker() }, image] : marker();
        return { type: `${kind}_output`, call_id, output } as ConversationItem;
      });
    return [...made, ...said, ...answered];
  });

/** A conversation that the Responses API would take, with every text marked by a word of its own. */
export const randomConversation: fc.Arbitrary<ConversationItem[]> = fc
  .array(fc.oneof(message, message, reasoning, hosted, calls), { maxLength: 12 })
  .map((steps) => {
    let words = 0;
    let ids = 0;
    return steps.flatMap((step) =>
      step(
        () => `w${words++}e`,
        () => `id${ids++}`,
      ),
    );
  });

/** The words of a conversation or of messages, thoughts aside, as often as they occur. */
export function wordsIn(value: unknown): string[] {
  const isThought = (part: unknown) =>
    typeof part === "object" && part !== null && "type" in part && part.type === "reasoning";
  const seen = Array.isArray(value) ? value.filter((part) => !isThought(part)) : value;
  return (JSON.stringify(seen).match(/w\d+e/g) ?? []).sort();
}
