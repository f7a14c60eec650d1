import { createArchiveEntry } from "@massgen/compaction";
import { BackendError, type BackendErrorCode, type ConversationItem } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { repairWindow } from "./mend.ts";
import { replaceInWindow } from "./replace-in-window.ts";
import type { TurnContext } from "./turn-context.ts";

/** Failures that may be due to what is in the conversation. */
const refusals: ReadonlySet<BackendErrorCode> = new Set([
  "context-overflow",
  "request-too-large",
  "invalid-request",
  "invalid-image",
  "refused",
  "unsupported",
]);

export function isRefused(error: unknown): error is BackendError {
  return BackendError.isInstance(error) && refusals.has(error.code);
}

/** Items of the window that may be what a provider refuses, by index, and what takes the place of each. */
type Suspicion = (
  window: readonly ConversationItem[],
  isNew: (item: ConversationItem) => boolean,
  note: (item: ConversationItem) => string,
) => ReadonlyMap<number, ConversationItem | undefined>;

/** What every provider's protocol has a place for. */
const commonTypes: ReadonlySet<unknown> = new Set([
  undefined,
  "message",
  "reasoning",
  "function_call",
  "function_call_output",
  "compaction",
]);

/**
 * What is suspected, the likeliest and least first: media of what is new, all that is new, media anywhere, and items of
 * types that not every provider knows.
 */
const suspicions: readonly Suspicion[] = [
  (window, isNew, note) => replace(window, (item) => (isNew(item) ? withoutMedia(item, note) : item)),
  (window, isNew, note) => replace(window, (item) => (isNew(item) ? noteFor(item, note(item)) : item)),
  (window, _isNew, note) => replace(window, (item) => withoutMedia(item, note)),
  (window) => replace(window, (item) => (commonTypes.has(item.type) ? item : undefined)),
];

export const suspicionCount = suspicions.length;

/**
 * Puts notes in the place of what a provider may be refusing: first what came since it took something last, since
 * otherwise every further request would be refused for it too. The whole conversation keeps the originals, and so does
 * the archive. Answers whether anything was replaced.
 *
 * @param level - which suspicion, from 0 to {@link suspicionCount}.
 * @param said - what was said just now, which stays; its caller takes it back where it is what is refused.
 */
export async function withdraw(
  context: TurnContext,
  { code }: BackendError,
  level: number,
  said: readonly ConversationItem[],
): Promise<boolean> {
  const { conversation, compactor, emit } = context;
  const window = conversation.window();
  const kept = new Set(said);
  const unaccepted = new Set(conversation.unaccepted().filter((item) => !kept.has(item)));
  const entryOf = (item: ConversationItem) => createArchiveEntry([item], { format: "openai-responses" });
  const note = (item: ConversationItem) =>
    `The provider did not accept what was here (${code}). Go on without it. [massgen: taken out; recall ${entryOf(item).id}]`;
  const suspected = suspicions[level]?.(window, (item) => unaccepted.has(item), note) ?? new Map();
  const replacements = new Map([...suspected].filter(([index]) => !kept.has(window[index] as ConversationItem)));
  if (replacements.size === 0) return false;
  const entries = [...replacements.keys()].map((index) => entryOf(window[index] as ConversationItem));
  await compactor.archive.put(entries);
  const ids = entries.map(({ id }) => id);
  await replaceInWindow(context, replacements, "withdraw", `the provider refused the conversation: ${code}`, ids);
  await repairWindow(context);
  const items = replacements.size === 1 ? "an item" : `${replacements.size} items`;
  const text = `The provider did not accept the conversation (${code}): ${items} went to the archive, with a note in place.`;
  emit({ type: "notice", code: "items-withdrawn", text });
  return true;
}

function replace(
  window: readonly ConversationItem[],
  change: (item: ConversationItem) => ConversationItem | undefined,
): Map<number, ConversationItem | undefined> {
  const replacements = new Map<number, ConversationItem | undefined>();
  window.forEach((item, index) => {
    const changed = change(item);
    if (changed !== item) replacements.set(index, changed);
  });
  return replacements;
}

/** An item with text alone; itself where it has no other parts. */
function withoutMedia(item: ConversationItem, note: (item: ConversationItem) => string): ConversationItem {
  const field = item.type === "function_call_output" ? "output" : "content";
  const parts = item[field];
  if (item.type === "reasoning" || !Array.isArray(parts) || parts.every(isTextPart)) return item;
  const texts = parts.filter(isTextPart);
  return { ...item, [field]: [...texts, { type: "input_text", text: note(item) }] };
}

function isTextPart(part: unknown): boolean {
  return isRecord(part) && typeof part.text === "string" && /^(input_|output_)?text$|^refusal$/.test(String(part.type));
}

/** A note in an item's place; itself where it is one already. */
function noteFor(item: ConversationItem, note: string): ConversationItem {
  if (item.type === "function_call_output") return isNote(item.output) ? item : { ...item, output: note };
  const isUser = item.role === "user";
  if (!isUser || (Array.isArray(item.content) && item.content.length === 1 && isNote(item.content[0]?.text)))
    return item;
  return { type: "message", role: "user", content: [{ type: "input_text", text: note }] };
}

function isNote(text: unknown): boolean {
  return (
    typeof text === "string" && /^The provider did not accept what was here \([\w-]+\)\. .*; recall \w+\]$/.test(text)
  );
}
