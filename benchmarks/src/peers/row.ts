import { findProblems } from "./find-problems.ts";
import type { Entry } from "./neutral.ts";
import type { Kind } from "./peer.ts";

/** A peer on one of the large sessions. */
export interface SizeResult {
  readonly messages: number;
  /** Median, or why there is none. */
  readonly time: number | string;
  readonly runs?: number;
  readonly tokensBefore?: number;
  readonly tokensAfter?: number;
  readonly modelCalls?: number;
}

/** What all results of a peer, large and small, were like. */
export interface Verdict {
  readonly results: number;
  readonly sendable: number;
  readonly withinTarget: number;
  /** How many results missed what, e.g. `first user message`. */
  readonly lost: Readonly<Record<string, number>>;
  readonly invented: number;
  /** A few of the problems, in words. */
  readonly examples: readonly string[];
}

/** A line of the table. */
export interface Row {
  readonly name: string;
  readonly version: string;
  readonly kind: Kind;
  readonly sizes: readonly SizeResult[];
  readonly verdict: Verdict;
}

const mostExamples = 3;

/** Takes in results one after the other and judges them by the same rules. */
export function createVerdict() {
  let results = 0;
  let sendable = 0;
  let withinTarget = 0;
  let invented = 0;
  const lost: Record<string, number> = {};
  const examples: string[] = [];
  return {
    add(session: readonly Entry[], result: readonly Entry[], isWithinTarget: boolean): void {
      const problems = findProblems(session, result);
      results += 1;
      if (problems.unsendable.length === 0) sendable += 1;
      if (isWithinTarget) withinTarget += 1;
      if (problems.invented.length > 0) invented += 1;
      for (const name of problems.lost) lost[name] = (lost[name] ?? 0) + 1;
      const words = [...problems.unsendable, ...problems.invented];
      if (words.length > 0 && examples.length < mostExamples) examples.push(words.join(", "));
    },
    verdict: (): Verdict => ({ results, sendable, withinTarget, lost, invented, examples }),
  };
}
