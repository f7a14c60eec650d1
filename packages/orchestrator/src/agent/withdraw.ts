import { createArchiveEntry } from "@massgen/compaction";
import { BackendError, type BackendErrorCode, type ConversationItem, type FunctionCallOutputItem } from "@massgen/core";
import { repairWindow } from "./mend.ts";
import type { TurnContext } from "./turn-context.ts";

/** Failures that may be due to what has just come into the conversation. */
const refusals: ReadonlySet<BackendErrorCode> = new Set([
  "context-overflow",
  "request-too-large",
  "invalid-request",
  "invalid-image",
  "refused",
  "unsupported",
]);

const beginning = "The provider did not accept what was here";

export function isRefused(error: unknown): error is BackendError {
  return BackendError.isInstance(error) && refusals.has(error.code);
}

/**
 * Puts notes in the place of what came into the conversation since the provider took something last: outputs of tools,
 * and what a user said in a turn that came to nothing. Otherwise every further request would be refused for it too. What
 * is taken out is in the archive. Answers whether there was anything that is no note yet.
 *
 * @param newest - what was said just now, which stays; its caller takes it back where it is what is refused.
 */
export async function withdraw(
  context: TurnContext,
  { code }: BackendError,
  newest: readonly ConversationItem[],
): Promise<boolean> {
  const { conversation, compactor } = context;
  const unaccepted = conversation.unaccepted();
  const suspects = unaccepted.slice(0, unaccepted.length - newest.length);
  if (suspects.every(isNote)) return false;
  const entries = suspects.map((item) => createArchiveEntry([item], { format: "openai-responses" }));
  await compactor.archive.put(entries);
  const notes = suspects.map((item, index) =>
    isNote(item)
      ? item
      : noteFor(item, `${beginning} (${code}). Go on without it. [massgen: taken out; recall ${entries[index]?.id}]`),
  );
  await conversation.rewind();
  await conversation.append([...notes, ...newest]);
  await repairWindow(context);
  return true;
}

function noteFor(item: ConversationItem, note: string): ConversationItem {
  return isOutput(item)
    ? { ...item, output: note }
    : { type: "message", role: "user", content: [{ type: "input_text", text: note }] };
}

/** Short plain text of ours, which no provider refuses. */
function isNote(item: ConversationItem): boolean {
  return JSON.stringify(item).includes(beginning);
}

function isOutput(item: ConversationItem): item is FunctionCallOutputItem {
  return item.type === "function_call_output";
}
