import { BackendError, type BackendEvent, type ConversationItem, type FinishReason, type Usage } from "@massgen/core";
import { longestText } from "../parse/find-call.ts";
import type { AnswerParts, NativeCall } from "../parse/model-text.ts";

/** An answer as it came. */
export interface RawAnswer extends AnswerParts {
  /** `length` where the model was stopped in the middle. */
  readonly reason: FinishReason;
  readonly usage?: Usage;
  /** Why the answer could not be read. */
  readonly failure?: BackendError;
}

/**
 * Reads an answer, as far as it may be long: a model that goes on beyond it is left.
 *
 * @throws BackendError, but for an answer that cannot be read; the signal's reason on abort.
 */
export async function collectAnswer(events: AsyncIterable<BackendEvent>): Promise<RawAnswer> {
  const content: string[] = [];
  const reasoning: string[] = [];
  let length = 0;
  const parts = () => ({ content: content.join(""), reasoning: reasoning.join("") });
  try {
    for await (const event of events) {
      if (event.type === "finish") {
        const { reason, items, usage } = event;
        return { ...parts(), calls: items.flatMap(nativeCall), reason, ...(usage === undefined ? {} : { usage }) };
      }
      if (event.type === "text-delta" || event.type === "reasoning-delta") {
        (event.type === "text-delta" ? content : reasoning).push(event.text);
        length += event.text.length;
      }
      // One character more than is read, so that it can be seen to be too long.
      if (length > longestText) return { ...parts(), calls: [], reason: "length" };
    }
  } catch (error) {
    if (!BackendError.isInstance(error) || error.code !== "invalid-response") throw error;
    return { ...parts(), calls: [], reason: "stop", failure: error };
  }
  return { ...parts(), calls: [], reason: "stop" };
}

function nativeCall(item: ConversationItem): readonly NativeCall[] {
  if (item.type !== "function_call") return [];
  const { name, arguments: written } = item;
  return typeof name === "string" && typeof written === "string" ? [{ name, arguments: written }] : [];
}
