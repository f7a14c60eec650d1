import type { ReadableRunLog } from "@massgen/core";

/** What became of each item of the full conversation, counted. */
export interface CoverageProof {
  readonly items: number;
  /** In the window as they were. */
  readonly inWindow: number;
  /** Stood for by exactly one item of the window. */
  readonly covered: number;
  /** Taken out by a repair. */
  readonly repaired: number;
  /** What is wrong; `null` where nothing is lost and nothing is there twice. */
  readonly problem: string | null;
}

/**
 * Proves that nothing is lost: each item of the full conversation is in the window, or covered by exactly one item of the
 * window, or was taken out by a repair.
 */
export function verifyCoverage<Item>(
  log: Pick<ReadableRunLog<Item>, "conversation" | "coverage" | "window">,
): CoverageProof {
  const conversation = log.conversation();
  const window = log.window();
  const coverage = log.coverage();
  const times = new Uint32Array(conversation.length);
  const account = (position: number) => {
    times[position] = (times[position] ?? 0) + 1;
  };
  for (const { origin, covers } of coverage.window) {
    if (origin !== null) account(origin);
    covers.forEach(account);
  }
  coverage.repaired.forEach(account);

  const inWindow = coverage.window.filter(({ origin }) => origin !== null).length;
  const repaired = coverage.repaired.length;
  const covered = coverage.window.reduce((total, { covers }) => total + covers.length, 0);
  return { items: conversation.length, inWindow, covered, repaired, problem: findProblem() };

  function findProblem(): string | null {
    if (coverage.items !== conversation.length || coverage.window.length !== window.length) {
      return "the coverage is that of another conversation";
    }
    const wrong = times.findIndex((count) => count !== 1);
    if (wrong >= 0) return times[wrong] === 0 ? `nothing stands for item ${wrong}` : `item ${wrong} is there twice`;
    if (inWindow + covered + repaired !== conversation.length) return "an item is covered that is not there";
    const changed = coverage.window.findIndex(
      ({ origin }, position) => origin !== null && window[position] !== conversation[origin],
    );
    return changed < 0 ? null : `position ${changed} of the window is not the item that it says it is`;
  }
}
