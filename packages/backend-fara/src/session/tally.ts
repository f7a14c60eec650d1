import type { Usage } from "@massgen/core";

/** Counts what the requests of one step take. */
export interface Tally {
  add(usage: Usage | undefined): void;
  /** Counts a request that is about to be made. */
  begin(): void;
  readonly requests: number;
  /** Sum of what was reported; `undefined` where nothing was. */
  readonly usage: Usage | undefined;
}

const counts = [
  "inputTokens",
  "outputTokens",
  "cachedInputTokens",
  "cacheWriteTokens",
  "reasoningTokens",
] as const satisfies readonly (keyof Usage)[];

export function createTally(): Tally {
  let requests = 0;
  let usage: Usage | undefined;
  return {
    add(reported) {
      if (reported !== undefined) usage = usage === undefined ? reported : sum(usage, reported);
    },
    begin() {
      requests += 1;
    },
    get requests() {
      return requests;
    },
    get usage() {
      return usage;
    },
  };
}

function sum(first: Usage, second: Usage): Usage {
  const known = counts.filter((name) => first[name] !== undefined || second[name] !== undefined);
  const total = Object.fromEntries(known.map((name) => [name, (first[name] ?? 0) + (second[name] ?? 0)]));
  return { inputTokens: 0, outputTokens: 0, ...total };
}
