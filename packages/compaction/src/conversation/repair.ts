import type { ItemAdapter, ItemFacts } from "../adapters/item-adapter.ts";
import { unansweredNote } from "./notes.ts";
import { type Pairing, pairCalls, type UnansweredCall } from "./pairing.ts";

/** A change that makes a conversation sendable which was not. */
export type Repair<Item> =
  | { readonly kind: "insert"; readonly before: number; readonly item: Item; readonly callId: string }
  | { readonly kind: "remove"; readonly index: number; readonly reason: string };

/** A call without a result. `pending` calls are the newest, which their agent may still be running. */
export interface OpenCall extends UnansweredCall {
  readonly pending: boolean;
}

/** Calls without a result, told apart by whether the conversation went on without one. */
export function openCalls(
  facts: readonly ItemFacts[],
  { unanswered }: Pairing = pairCalls(facts),
): readonly OpenCall[] {
  if (unanswered.length === 0) return [];
  const newest = startOfNewestResponse(facts);
  return unanswered.map((call) => ({ ...call, pending: call.index >= newest }));
}

function startOfNewestResponse(facts: readonly ItemFacts[]): number {
  let start = facts.length;
  const isOpaque = (index: number) => facts[index]?.standsForPrefix === true;
  // A server that compacts while it answers puts its item behind what the model said.
  while (start > 0 && (facts[start - 1]?.role === "tool" || isOpaque(start - 1))) start -= 1;
  while (start > 0 && facts[start - 1]?.role === "assistant") start -= 1;
  return start;
}

/** What must change so that a provider accepts the conversation: unanswered calls, and reasoning that led to nothing. */
export function findRepairs<Item>(
  items: readonly Item[],
  facts: readonly ItemFacts[],
  unanswered: readonly OpenCall[],
  adapter: ItemAdapter<Item>,
): readonly Repair<Item>[] {
  const repairs: Repair<Item>[] = [];
  const removed = new Set<number>();
  for (const { index, call } of unanswered) {
    const item = items[index] as Item;
    const answer = adapter.answerCall(item, call, unansweredNote);
    if (answer === undefined) {
      removed.add(index);
      repairs.push({
        kind: "remove",
        index,
        reason: `call ${call.id} was never answered, and its format takes no text`,
      });
    } else {
      const before = endOfBatch(facts, index, adapter.callsShareItem);
      repairs.push({ kind: "insert", before, item: answer, callId: call.id });
    }
  }
  for (const index of danglingReasoning(facts, removed)) {
    repairs.push({ kind: "remove", index, reason: "reasoning that led to no item" });
  }
  return repairs;
}

/** Where results of the response that made the call end: providers want all of a batch's results side by side. */
function endOfBatch(facts: readonly ItemFacts[], callIndex: number, callsShareItem: boolean): number {
  let end = callIndex + 1;
  if (!callsShareItem) while ((facts[end]?.calls.length ?? 0) > 0) end += 1;
  while (facts[end]?.role === "tool") end += 1;
  return end;
}

function danglingReasoning(facts: readonly ItemFacts[], removed: ReadonlySet<number>): readonly number[] {
  const dangling: number[] = [];
  let ledTo = false;
  for (let index = facts.length - 1; index >= 0; index -= 1) {
    const fact = facts[index];
    if (fact === undefined || removed.has(index)) continue;
    if (fact.reasoning && !ledTo) dangling.push(index);
    else ledTo = fact.role === "assistant";
  }
  return dangling.reverse();
}
