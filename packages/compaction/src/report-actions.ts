import type { ItemFacts } from "./adapters/item-adapter.ts";
import type { Analyser } from "./conversation/analyser.ts";
import type { Draft } from "./conversation/draft.ts";
import { pairCalls } from "./conversation/pairing.ts";
import type { OpenCall } from "./conversation/repair.ts";
import type { CompactionAction, UnansweredCallReport } from "./report.ts";

/** Every difference between the original and an accepted draft, in the order of the conversation. */
export function actionsOf<Item>(
  items: readonly Item[],
  draft: Draft<Item>,
  analyser: Analyser<Item>,
): readonly CompactionAction[] {
  const removed = new Map(draft.removed.map(({ origin, reason }) => [origin, reason]));
  const actions: CompactionAction[] = [];
  let next = 0;
  const reportRemovedBefore = (end: number) => {
    for (; next < end; next += 1) {
      const reason = removed.get(next);
      if (reason === undefined) continue;
      const { count, ...named } = naming(items[next] as Item, analyser);
      actions.push({
        kind: "removed",
        indexBefore: next,
        indexAfter: null,
        ...named,
        tokensBefore: count,
        tokensAfter: 0,
        reason,
      });
    }
  };
  draft.items.forEach(({ item, origin, reason }, indexAfter) => {
    if (origin !== null) {
      reportRemovedBefore(origin);
      next = origin + 1;
    }
    if (reason === null) return;
    const { count: tokensAfter, ...named } = naming(item, analyser);
    const tokensBefore = origin === null ? 0 : naming(items[origin] as Item, analyser).count;
    const kind = origin === null ? "inserted" : "replaced";
    actions.push({ kind, indexBefore: origin, indexAfter, ...named, tokensBefore, tokensAfter, reason });
  });
  reportRemovedBefore(items.length);
  return actions;
}

function naming<Item>(item: Item, analyser: Analyser<Item>) {
  const facts = analyser.facts(item);
  return { type: facts.type, callIds: callIdsOf(facts), count: analyser.tokens(item) };
}

/** Most items make or answer one call or none, and there may be many items. */
function callIdsOf({ calls, results }: ItemFacts): readonly string[] {
  const ids = [...calls.map((call) => call.id), ...results.map((result) => result.callId)];
  return ids.length <= 1 ? ids : [...new Set(ids)];
}

/** @param draft - the accepted draft; `undefined` where the conversation was passed on as it came. */
export function unansweredReports<Item>(
  open: readonly OpenCall[],
  draft: Draft<Item> | undefined,
  analyser: Analyser<Item>,
): readonly UnansweredCallReport[] {
  if (open.length === 0) return [];
  const outcomeOf = draft === undefined ? () => "unchanged" as const : outcomesIn(draft, analyser);
  return open.map(({ index, call }) => ({
    callId: call.id,
    name: call.name,
    index,
    outcome: outcomeOf(index, call.id),
  }));
}

function outcomesIn<Item>(draft: Draft<Item>, analyser: Analyser<Item>) {
  const kept = new Set(draft.items.map((entry) => entry.origin));
  const { unanswered } = pairCalls(draft.items.map((entry) => analyser.facts(entry.item)));
  const stillOpen = new Set(unanswered.map(({ index, call }) => `${draft.items[index]?.origin} ${call.id}`));
  return (index: number, callId: string) => {
    if (!kept.has(index)) return "removed";
    return stillOpen.has(`${index} ${callId}`) ? "pending" : "answered";
  };
}
