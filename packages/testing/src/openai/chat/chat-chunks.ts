import type { Fields } from "../fields.ts";
import { textChunks } from "../text-chunks.ts";
import { type ChatMessage, sentArguments } from "./chat-message.ts";
import type { ChatQuirk } from "./chat-quirk.ts";

/** The `delta` objects that bring a message, one a chunk. */
export function* chatDeltas(message: ChatMessage, characters: number, quirks: readonly ChatQuirk[]): Iterable<Fields> {
  yield { role: "assistant", content: message.content === null ? null : "", refusal: null };
  for (const text of textChunks(message.reasoning ?? "", characters)) yield { reasoning_content: text };
  for (const text of textChunks(message.content ?? "", characters)) yield { content: text };
  for (const text of textChunks(message.refusal ?? "", characters)) yield { refusal: text };
  for (const [position, call] of message.calls.entries()) {
    const index = quirks.includes("no-index") ? {} : { index: position };
    const id = call.id === undefined ? {} : { id: call.id };
    const whole = sentArguments(call.arguments, quirks);
    if (typeof whole !== "string") {
      yield { tool_calls: [{ ...index, ...id, type: "function", function: { name: call.name, arguments: whole } }] };
      continue;
    }
    yield { tool_calls: [{ ...index, ...id, type: "function", function: { name: call.name, arguments: "" } }] };
    for (const text of textChunks(whole, characters))
      yield { tool_calls: [{ ...index, function: { arguments: text } }] };
  }
}
