import type { ConversationView } from "../conversation/conversation-view.ts";
import { placeStandIn } from "./place-stand-in.ts";
import type { Edit, Proposal } from "./strategy.ts";

/**
 * Proposes one message in place of items.
 *
 * @param text - what the message says.
 * @param covered - indexes of the items that go, in order; whole segments.
 * @param reason - why they go.
 */
export function standIn<Item>(
  view: ConversationView<Item>,
  text: string,
  covered: readonly number[],
  reason: string,
): Proposal<Item> & { kind: "edits" } {
  const { before, role } = placeStandIn(view, covered);
  const item = view.adapter.message(role, text);
  const insert: Edit<Item> = { kind: "insert", before, item, covers: covered, reason: "stands for the items removed" };
  return { kind: "edits", edits: [insert, ...covered.map((index) => ({ kind: "remove", index, reason }) as const)] };
}
