import { createArchiveEntry } from "@massgen/compaction";
import { BackendError, type BackendErrorCode, type ConversationItem, type FunctionCallOutputItem } from "@massgen/core";
import type { TurnContext } from "./turn-context.ts";

/** Failures that may be due to what tools have just put into the conversation. */
const refusals: ReadonlySet<BackendErrorCode> = new Set([
  "context-overflow",
  "request-too-large",
  "invalid-request",
  "invalid-image",
  "refused",
]);

const beginning = "The provider did not accept this tool's output";

export function isRefused(error: unknown): error is BackendError {
  return BackendError.isInstance(error) && refusals.has(error.code);
}

/**
 * Puts a note in the place of the newest outputs of tools, since the provider refuses the conversation with them in it;
 * otherwise every further request would be refused too. Answers whether there were any that were no notes yet.
 */
export async function withdrawOutputs(
  { conversation, compactor }: TurnContext,
  { code }: BackendError,
): Promise<boolean> {
  const window = conversation.window();
  const start = window.findLastIndex(({ type }) => type !== "function_call_output") + 1;
  const outputs = window.slice(start).filter(isOutput);
  if (outputs.length === 0 || outputs.every(isWithdrawn)) return false;
  const entries = outputs.map((item) => createArchiveEntry([item], { format: "openai-responses" }));
  await compactor.archive.put(entries);
  const notes = outputs.map((item, index) => ({
    ...item,
    output: `${beginning} (${code}). Go on without it, or ask for less. [massgen: taken out; recall ${entries[index]?.id}]`,
  }));
  await conversation.swap([...window.slice(0, start), ...notes], {
    type: "compaction",
    itemsBefore: window.length,
    itemsAfter: window.length,
    inserted: notes.map((item, index) => ({
      before: start + index,
      item,
      covers: [[start + index, start + index + 1]],
    })),
    repaired: [],
    archived: entries.map(({ id }) => id),
    report: {
      strategy: "withdraw",
      reason: `the provider refused the outputs: ${code}`,
      tokensBefore: 0,
      tokensAfter: 0,
    },
  });
  return true;
}

function isWithdrawn({ output }: FunctionCallOutputItem): boolean {
  return typeof output === "string" && output.startsWith(beginning);
}

function isOutput(item: ConversationItem): item is FunctionCallOutputItem {
  return item.type === "function_call_output";
}
