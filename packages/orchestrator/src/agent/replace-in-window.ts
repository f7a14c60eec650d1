import type { ConversationItem, RunLogInsertion, RunLogRange } from "@massgen/core";
import type { TurnContext } from "./turn-context.ts";

/** What takes the place of an item of the window; `undefined` takes it out. */
export type Replacements = ReadonlyMap<number, ConversationItem | undefined>;

/** Changes items of the window, and writes it down; the whole conversation keeps them as they were. */
export async function replaceInWindow(
  { conversation }: TurnContext,
  replacements: Replacements,
  strategy: string,
  reason: string,
  archived: readonly string[] = [],
): Promise<void> {
  const before = conversation.window();
  const inserted: RunLogInsertion<ConversationItem>[] = [];
  const repaired: RunLogRange[] = [];
  const after = before.flatMap((item, index) => {
    if (!replacements.has(index)) return [item];
    const replacement = replacements.get(index);
    const range = [index, index + 1] as const;
    if (replacement === undefined) {
      repaired.push(range);
      return [];
    }
    inserted.push({ before: index, item: replacement, covers: [range] });
    return [replacement];
  });
  await conversation.swap(after, {
    type: "compaction",
    itemsBefore: before.length,
    itemsAfter: after.length,
    inserted,
    repaired,
    archived,
    report: { strategy, reason, tokensBefore: 0, tokensAfter: 0 },
  });
}
