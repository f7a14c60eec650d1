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

interface OrphanedResult {
  readonly index: number;
  readonly callId: string;
}

export interface Pairing {
  readonly pairs: readonly CallPair[];
  /** Calls without a result that need one. */
  readonly unanswered: readonly UnansweredCall[];
  /** Results whose call is missing, comes later, or was answered before. */
  readonly orphaned: readonly OrphanedResult[];
}

/** Matches each result with the earliest open call of its id. */
export function pairCalls(facts: readonly ItemFacts[]): Pairing {
  const open = createOpenCalls();
  const pairs: CallPair[] = [];
  const orphaned: OrphanedResult[] = [];
  for (let index = 0; index < facts.length; index += 1) {
    const fact = facts[index];
    if (fact === undefined) continue;
    for (const call of fact.calls) open.add({ index, call });
    for (const { callId } of fact.results) {
      const waiting = open.take(callId);
      if (waiting === undefined) orphaned.push({ index, callId });
      else pairs.push({ callIndex: waiting.index, resultIndex: index, callId });
    }
  }
  return { pairs, unanswered: open.rest(), orphaned };
}

/** Calls that wait for their results, first come, first served. Ids are nearly always unique, so a list is the exception. */
function createOpenCalls() {
  const open = new Map<string, UnansweredCall | UnansweredCall[]>();
  return {
    add(call: UnansweredCall) {
      const { id } = call.call;
      const waiting = open.get(id);
      open.set(id, waiting === undefined ? call : Array.isArray(waiting) ? [...waiting, call] : [waiting, call]);
    },
    take(id: string): UnansweredCall | undefined {
      const waiting = open.get(id);
      if (!Array.isArray(waiting)) {
        open.delete(id);
        return waiting;
      }
      const [first, ...others] = waiting;
      if (others.length === 0) open.delete(id);
      else open.set(id, others);
      return first;
    },
    rest: () =>
      [...open.values()]
        .flat()
        .filter(({ call }) => call.answerOptional !== true)
        .sort((left, right) => left.index - right.index),
  };
}
