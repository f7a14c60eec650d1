import type { ConversationView } from "../../conversation/conversation-view.ts";
import { clearToolResults } from "../clear-tool-results.ts";
import { evictImages } from "../evict-images.ts";
import type { Strategy } from "../strategy.ts";

/** Newest tool results that stay whole: what the agent was at work on. */
const keepRecent = 2;

/**
 * The items at the given indexes without old tool outputs and images, for a provider that refused them as too much;
 * `undefined` where there is nothing to take out. Only the provider sees them so: what its answer then stands for are
 * the items as they were.
 */
export async function lighten<Item>(
  view: ConversationView<Item>,
  asked: readonly number[],
): Promise<readonly Item[] | undefined> {
  // A note that named an archive entry would name one that is not written.
  const unarchived: ConversationView<Item> = { ...view, archiveId: () => undefined };
  const strategies: readonly Strategy<Item>[] = [
    evictImages({ keepRecent: 1, interval: 1 }),
    clearToolResults({ keepRecent }),
  ];
  const within = new Set(asked);
  const lighter = new Map<number, Item>();
  for (const strategy of strategies) {
    const proposal = await strategy.propose(unarchived, { target: 0 }, undefined);
    if (proposal.kind === "nothing") continue;
    for (const edit of proposal.edits) {
      if (edit.kind === "replace" && within.has(edit.index)) lighter.set(edit.index, edit.item);
    }
  }
  return lighter.size > 0 ? asked.map((index) => lighter.get(index) ?? (view.items[index] as Item)) : undefined;
}
