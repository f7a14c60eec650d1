import type { ConversationItem } from "@massgen/core";
import type { ChatMessage, ChatPart, ChatToolCall } from "./chat-message.ts";
import { contentParts, joinTexts } from "./content.ts";
import { unsendable } from "./unsendable.ts";

/** A call and the item that answers it. */
export interface AnsweredCall {
  readonly call: ChatToolCall;
  readonly output: ConversationItem;
}

/**
 * The messages that answer calls: a tool message each, in the order of the calls, then one user message with the images
 * of all, since most servers take only text in a tool message.
 *
 * @throws BackendError `unsupported`
 */
export function toolResults(answered: readonly AnsweredCall[], backend: string): readonly ChatMessage[] {
  const images: ChatPart[] = [];
  const messages: ChatMessage[] = answered.map(({ call, output }, index) => {
    const parts = outputParts(output, backend);
    const shown = parts.filter((part) => part.type === "image_url");
    if (shown.length > 0) {
      images.push({ type: "text", text: `From tool result ${index + 1} (${call.function.name}):` }, ...shown);
    }
    const text = joinTexts(parts);
    const content = text === "" && shown.length > 0 ? "The result is an image; see the next message." : text;
    return { role: "tool", tool_call_id: call.id, content };
  });
  return images.length === 0 ? messages : [...messages, { role: "user", content: images }];
}

function outputParts(item: ConversationItem, backend: string): readonly ChatPart[] {
  const output = "output" in item ? item.output : undefined;
  if (typeof output !== "string" && !Array.isArray(output)) {
    return [{ type: "text", text: output === undefined || output === null ? "" : JSON.stringify(output) }];
  }
  const parts = contentParts(output, backend);
  const other = parts.find((part) => part.type !== "text" && part.type !== "image_url");
  if (other === undefined) return parts;
  throw unsendable(
    backend,
    `the output of a tool holds a part of type ${other.type}, and servers take only text and images there.`,
    "Let the tool answer with text.",
  );
}
