import type { CompactionReport, StrategyAttempt } from "@massgen/compaction";
import type { CompactionEndEvent } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { createRequestedCompaction } from "./requested-compaction.ts";

const failed: CompactionEndEvent = {
  type: "compaction-end",
  status: "failed",
  strategy: null,
  reason: "why",
  tokensBefore: 1_000,
  tokensAfter: 1_000,
};
const passedOver: StrategyAttempt = { strategy: "window", outcome: "passed-over", reason: "", tokensAfter: null };
const notSmaller: StrategyAttempt = { strategy: "native", outcome: "failed", reason: "", tokensAfter: 1_200 };
const broken: StrategyAttempt = { strategy: "native", outcome: "failed", reason: "", tokensAfter: null };

/** What is shown of a compaction that was asked for. */
async function shown(end: CompactionEndEvent, attempts: readonly StrategyAttempt[], target: number) {
  const requested = createRequestedCompaction();
  const events: unknown[] = [];
  const compact = async (): Promise<CompactionReport> => {
    const event = requested.hold(end);
    if (event !== undefined) events.push(event);
    const { type: _type, ...facts } = end;
    return {
      ...facts,
      attempts,
      target: 500,
      format: "openai-responses",
      itemsBefore: 2,
      itemsAfter: 2,
      counter: "o200k",
      estimated: false,
      actions: [],
      unansweredCalls: [],
      durationMilliseconds: 1,
    };
  };
  await requested.run(compact, target, (event) => events.push(event));
  expect(requested.hold(failed)).toBe(failed);
  return events;
}

describe("a compaction that was asked for", () => {
  it("has nothing to gain where nothing went wrong and nothing had to be saved", async () => {
    const reason = "there is nothing to gain in 1,000 tokens yet";
    for (const attempts of [[], [passedOver, notSmaller]])
      expect(await shown(failed, attempts, 1_000)).toEqual([{ ...failed, status: "skipped", reason }]);
  });

  it("has failed where a strategy did, or where the conversation is above its target", async () => {
    expect(await shown(failed, [passedOver, broken], 1_000)).toEqual([failed]);
    expect(await shown(failed, [passedOver], 999)).toEqual([failed]);
  });

  it("is shown as it is where it did not fail", async () => {
    const compacted = { ...failed, status: "compacted", tokensAfter: 400 } as const;
    expect(await shown(compacted, [], 1_000)).toEqual([compacted]);
  });
});
