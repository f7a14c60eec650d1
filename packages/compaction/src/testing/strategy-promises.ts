import { expect } from "vitest";
import type { ItemFacts } from "../adapters/item-adapter.ts";
import { findUncovered } from "../conversation/coverage.ts";
import { isStub } from "../conversation/notes.ts";
import { pairCalls } from "../conversation/pairing.ts";
import { findViolation } from "../conversation/violations.ts";
import type { Strategy } from "../strategies/strategy.ts";
import { expectSendable } from "./expect-sendable.ts";
import { type Trial, type TrialResult, tryStrategy } from "./strategy-trial.ts";

/** Something that a strategy must hold to, whatever the conversation. */
export interface StrategyPromise {
  readonly name: string;
  /** Whether a broken promise takes long to notice. */
  readonly slow?: boolean;
  /** Throws where the promise is broken. */
  check(trial: Trial, makeStrategy: () => Strategy<object>): void | Promise<void>;
}

/** Milliseconds after which a strategy that was told to stop counts as hanging. */
const patience = 5_000;

export const answersTheSame: StrategyPromise = {
  name: "answers the same each time",
  async check(trial, makeStrategy) {
    const strategy = makeStrategy();
    for (let time = 0; time < 2; time += 1) {
      expect((await tryStrategy(strategy, trial)).proposal).toEqual(trial.proposal);
    }
  },
};

export const strategyPromises: readonly StrategyPromise[] = [
  {
    name: "proposes edits that may be made, each with a reason, or says why it has none",
    check({ proposal, fault }) {
      expect(fault).toBeUndefined();
      if (proposal.kind === "nothing") return expect(proposal.reason).not.toBe("");
      expect(proposal.edits).not.toEqual([]);
      for (const { reason } of proposal.edits) expect(reason).not.toBe("");
    },
  },
  {
    name: "changes nothing that it is given",
    check: ({ view, show }) => expect(view.pinned).toEqual(show(view.items).pinned),
  },
  about("leaves each call with its result and reasoning with what it led to", ({ view }, result) => {
    const open = new Set(pairCalls(view.facts).unanswered.map(({ call }) => call.id));
    expect(findViolation(result.view.facts, open)).toBeUndefined();
    expectSendable(view.adapter.format, result.view.items, [...open]);
  }),
  about("keeps what is pinned as it is, and the last user message last", ({ view }, result) => {
    const kept = new Set(result.view.items);
    const lost = [...view.pinned].filter(
      (index) => !view.facts[index]?.standsForPrefix && !kept.has(view.items[index] ?? {}),
    );
    expect(lost).toEqual([]);
    const lastUser = ({ items, facts }: Trial["view"]) => items[facts.findLastIndex(({ role }) => role === "user")];
    expect(lastUser(result.view)).toBe(lastUser(view));
  }),
  about("makes the conversation smaller", ({ view }, result) => {
    expect(result.view.totalTokens).toBeLessThan(view.totalTokens);
  }),
  about("accounts for each item exactly once", ({ view }, { draft }) => {
    expect(findUncovered(draft, view.items.length, [])).toBeUndefined();
  }),
  about("leaves stubs of earlier compactions as they are", ({ view, proposal }) => {
    for (const edit of proposal.kind === "edits" ? proposal.edits : []) {
      if (edit.kind !== "replace") continue;
      const stubs = stubsOf(view.facts[edit.index]);
      expect(stubsOf(view.adapter.describe(edit.item))).toEqual(expect.arrayContaining(stubs));
    }
  }),
  {
    name: "has nothing to add to its own result",
    async check(trial, makeStrategy) {
      const { target, result } = trial;
      if (result === undefined || result.view.totalTokens <= target) return;
      const { proposal } = await tryStrategy(makeStrategy(), { ...trial, view: result.view });
      expect(proposal).toMatchObject({ kind: "nothing" });
    },
  },
  {
    name: "stops when its signal aborts",
    slow: true,
    async check({ view, target }, makeStrategy) {
      const controller = new AbortController();
      const answer = (async () => makeStrategy().propose(view, { target }, controller.signal))();
      controller.abort(new Error("enough"));
      expect(await settles(answer)).toBe(true);
    },
  },
];

/** A promise about a result, for trials that have one. */
function about(name: string, check: (trial: Trial, result: TrialResult) => void): StrategyPromise {
  return { name, check: (trial) => trial.result && check(trial, trial.result) };
}

/**
 * What stands for something that an earlier compaction took out of an item: whole results or, without any, its parts.
 */
function stubsOf(facts: ItemFacts | undefined): string[] {
  if (facts === undefined) return [];
  const results = facts.results.filter(({ replaceable }) => replaceable);
  if (results.length > 0) return results.map(({ text }) => text).filter(isStub);
  return facts.parts.flatMap((part) => {
    if (part.kind === "image" && part.evicted) return ["evicted image"];
    return part.kind === "text" && isStub(part.text) ? [part.text] : [];
  });
}

async function settles(answer: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hangs = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patience);
  });
  const settled = answer.then(
    () => true,
    () => true,
  );
  return Promise.race([settled, hangs]).finally(() => clearTimeout(timer));
}
