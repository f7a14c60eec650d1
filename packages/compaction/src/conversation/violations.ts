import type { ItemFacts } from "../adapters/item-adapter.ts";
import type { Edit } from "../strategies/strategy.ts";
import type { ConversationView } from "./conversation-view.ts";
import { pairCalls } from "./pairing.ts";

/** What is wrong with a strategy's edits as such, before they are made; `undefined` where nothing is. */
export function findEditViolation<Item>(
  view: ConversationView<Item>,
  edits: readonly Edit<Item>[],
): string | undefined {
  const length = view.items.length;
  const cuts = new Set(view.cutPoints);
  const changed = new Set<number>();
  const removed = new Set<number>();
  const covered = new Set<number>();
  const succeeded = successions(view, edits);
  for (const edit of edits) {
    if (edit.kind === "insert") {
      if (!cuts.has(edit.before)) return `it inserts at ${edit.before}, where the conversation cannot be cut`;
      for (const index of edit.covers) {
        if (covered.has(index)) return `it covers item ${index} twice`;
        covered.add(index);
      }
      continue;
    }
    const { index } = edit;
    if (!Number.isInteger(index) || index < 0 || index >= length) return `it edits item ${index}, which does not exist`;
    if (view.pinned.has(index) && !succeeded.has(index)) return `it edits item ${index}, which is pinned`;
    if (changed.has(index)) return `it edits item ${index} twice`;
    changed.add(index);
    if (edit.kind === "remove") removed.add(index);
  }
  for (const index of removed) if (!covered.has(index)) return `it removes item ${index} and nothing stands for it`;
  for (const index of covered) if (!removed.has(index)) return `it covers item ${index}, which stays`;
  return undefined;
}

/**
 * Why a provider would refuse a conversation; `undefined` where nothing speaks against it.
 *
 * @param mayBeOpen - ids of calls that need no answer yet.
 */
export function findViolation(facts: readonly ItemFacts[], mayBeOpen: ReadonlySet<string>): string | undefined {
  const { orphaned, unanswered } = pairCalls(facts);
  const [orphan] = orphaned;
  if (orphan !== undefined) return `the result for call "${orphan.callId}" would have lost its call`;
  const open = unanswered.find(({ call }) => !mayBeOpen.has(call.id));
  if (open !== undefined) return `call "${open.call.id}" would have lost its result`;
  const alone = facts.findIndex((fact, index) => fact.reasoning && facts[index + 1]?.role !== "assistant");
  return alone < 0 ? undefined : `reasoning at ${alone} would have lost the item that it led to`;
}

/** Whether edits take reasoning from a response of which something stays; `undefined` where none do. */
export function findLostReasoning<Item>(
  view: ConversationView<Item>,
  edits: readonly Edit<Item>[],
): string | undefined {
  const removed = new Set(edits.flatMap((edit) => (edit.kind === "remove" ? [edit.index] : [])));
  for (const index of removed) {
    if (view.facts[index]?.reasoning !== true) continue;
    for (let next = index + 1; view.facts[next]?.role === "assistant"; next += 1) {
      if (!removed.has(next)) return `item ${next} would have lost the reasoning before it`;
    }
  }
  return undefined;
}

/** Opaque items that a new opaque item takes the place of. */
function successions<Item>(view: ConversationView<Item>, edits: readonly Edit<Item>[]): ReadonlySet<number> {
  const covered = edits.flatMap((edit) =>
    edit.kind === "insert" && view.adapter.describe(edit.item).standsForPrefix ? edit.covers : [],
  );
  return new Set(covered.filter((index) => view.facts[index]?.standsForPrefix === true));
}
