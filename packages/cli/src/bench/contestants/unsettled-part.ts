import type { ItemFacts } from "@massgen/compaction";
import type { BenchSession } from "../session.ts";

/** Tokens below which an output is not cleared; that is the default of `clearToolResults`. */
export const smallestOutput = 50;

type Look = Pick<BenchSession, "adapter" | "counter" | "sizes">;

/** The part of a window that clearing may still change. */
export interface WindowPart {
  /** The first of the window's items where what comes next is settled, and then all those that are not. */
  readonly items: readonly unknown[];
  /** How many of the items are the window's first. */
  readonly beginning: number;
  /** Index in the window of the item that comes after those. */
  readonly from: number;
  /** Tokens of the window that are not in the items. */
  readonly tokensBetween: number;
}

/** All of a window. */
export function wholeWindow(window: readonly unknown[]): WindowPart {
  return { items: window, beginning: 0, from: 0, tokensBetween: 0 };
}

/**
 * Finds what clearing tool outputs may still change in a window that goes on from call to call. An output that is small or
 * was cleared stays as it is, so that only the end of the window has to be looked at, however long it is.
 *
 * The part leaves out what stands between the task and a place at which no call is open and no reasoning waits for what it
 * led to: it is a conversation of its own, with the same edits as the whole.
 */
export function createUnsettledPart(session: Look): (window: readonly unknown[]) => WindowPart {
  const { adapter, sizes } = session;
  let from = 0;
  let tokensBetween = 0;
  /** The items up to the first user message, which is pinned and must be the first one of the part too. */
  let beginning: readonly unknown[] | undefined;
  let mayBeParted = true;
  return (window) => {
    if (!mayBeParted) return wholeWindow(window);
    for (const end = settledEnd(window, from, session); from < end; from += 1) {
      tokensBetween += sizes.of(window[from]);
      if (beginning !== undefined || adapter.describe(window[from]).role !== "user") continue;
      beginning = window.slice(0, from + 1);
      tokensBetween -= sizes.total(beginning);
      mayBeParted = !beginning.some((item) => hasCalls(adapter.describe(item)));
    }
    if (!mayBeParted) return wholeWindow(window);
    const items = [...(beginning ?? []), ...window.slice(from)];
    return { items, beginning: beginning?.length ?? 0, from, tokensBetween };
  };
}

/** Index of the first item that is not settled. */
function settledEnd(window: readonly unknown[], from: number, session: Look): number {
  const { adapter } = session;
  const open = new Map<string, number>();
  let end = from;
  for (let index = from; index < window.length; index += 1) {
    const facts = adapter.describe(window[index]);
    const next = window[index + 1];
    if (facts.reasoning && (next === undefined || adapter.describe(next).role !== "assistant")) break;
    if (mayBeCleared(window[index], facts, session)) break;
    for (const { id } of facts.calls) open.set(id, (open.get(id) ?? 0) + 1);
    for (const { callId } of facts.results) {
      const left = (open.get(callId) ?? 0) - 1;
      if (left > 0) open.set(callId, left);
      else open.delete(callId);
    }
    if (open.size === 0) end = index + 1;
  }
  return end;
}

function mayBeCleared(item: unknown, { role, results }: ItemFacts, { counter, sizes }: Look): boolean {
  const isAlone = role === "tool" && results.length === 1;
  return results.some(({ text, replaceable }) => {
    if (!replaceable || text.startsWith("[massgen: tool output of ")) return false;
    return (isAlone ? sizes.of(item) : counter.count(text).tokens) >= smallestOutput;
  });
}

function hasCalls({ calls, results }: ItemFacts): boolean {
  return calls.length + results.length > 0;
}
