import { textOf } from "../../adapters/content-parts.ts";
import type { ItemFacts } from "../../adapters/item-adapter.ts";
import type { ConversationView } from "../../conversation/conversation-view.ts";
import { newestOpaque } from "../../conversation/pins.ts";

/**
 * Indexes of what a provider is asked to compact, up to `end`. Its last answer handed out users' messages before the
 * opaque item, and those that were pinned stand right behind it as well; these copies are left out, or each compaction
 * would hand out one more.
 */
export function withoutRepeats<Item>({ facts }: ConversationView<Item>, end: number): readonly number[] {
  const opaque = newestOpaque(facts.slice(0, end));
  const next = facts.findIndex(({ role }, index) => index > opaque && role !== "user" && role !== "system");
  const endOfPinned = next < 0 ? facts.length : next;
  const isPinnedCopy = (index: number) => index > opaque && index < endOfPinned && isHandedOut(facts, opaque, index);
  return Array.from({ length: end }, (_, index) => index).filter((index) => !isPinnedCopy(index));
}

/** Whether a user's message is among those that a provider handed out before its opaque item. */
export function isHandedOut(facts: readonly ItemFacts[], opaque: number, index: number): boolean {
  const message = facts[index];
  if (message?.role !== "user") return false;
  const text = textOfItem(message);
  return facts.slice(0, Math.max(0, opaque)).some((fact) => fact.role === "user" && textOfItem(fact) === text);
}

function textOfItem({ parts }: ItemFacts): string {
  return textOf(parts);
}
