import type { CallFacts, ItemFacts } from "../adapters/item-adapter.ts";

/** A call and the item that answers it, by item index. */
export interface CallPair {
  readonly callIndex: number;
  readonly resultIndex: number;
  readonly callId: string;
}

export interface UnansweredCall {
  readonly index: number;
  readonly call: CallFacts;
}

export interface OrphanedResult {
  readonly index: number;
  readonly callId: string;
}

export interface Pairing {
  readonly pairs: readonly CallPair[];
  readonly unanswered: readonly UnansweredCall[];
  /** Results whose call is missing, comes later, or was answered before. */
  readonly orphaned: readonly OrphanedResult[];
}

/** Matches each result with the earliest open call of its id. */
export function pairCalls(facts: readonly ItemFacts[]): Pairing {
  const open = new Map<string, UnansweredCall[]>();
  const pairs: CallPair[] = [];
  const orphaned: OrphanedResult[] = [];
  facts.forEach((fact, index) => {
    for (const call of fact.calls) {
      const waiting = open.get(call.id);
      if (waiting === undefined) open.set(call.id, [{ index, call }]);
      else waiting.push({ index, call });
    }
    for (const { callId } of fact.results) {
      const waiting = open.get(callId)?.shift();
      if (waiting === undefined) orphaned.push({ index, callId });
      else pairs.push({ callIndex: waiting.index, resultIndex: index, callId });
    }
  });
  const unanswered = [...open.values()].flat().sort((left, right) => left.index - right.index);
  return { pairs, unanswered, orphaned };
}
