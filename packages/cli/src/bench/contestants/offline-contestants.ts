import { clearToolResults, window } from "@massgen/compaction";
import type { BenchSession } from "../session.ts";
import { atTrigger } from "./at-trigger.ts";
import type { Contestant } from "./contestant.ts";
import { eachCall } from "./each-call.ts";
import { naiveContestant } from "./naive-contestant.ts";
import { smallestOutput } from "./unsettled-part.ts";

/** Newest tool outputs that stay where the others go at once. */
const keptEveryTurn = 10;
/** Share of the window that must be there to clear before a batch goes, and that stays whole of the newest outputs. */
const batchShare = 0.15;

/** What can be replayed without a model, in the order of the table. */
export const offlineContestants: readonly Contestant[] = [
  { strategy: "none", mode: "offline", isReadable: true, start: () => ({ fit: async () => undefined }) },
  offline(
    "clear-every-turn",
    eachCall(() => clearToolResults({ keepRecent: keptEveryTurn })),
  ),
  offline(
    "clear-batched",
    eachCall((_, contextWindow) => {
      const batch = Math.floor(contextWindow * batchShare);
      return clearToolResults({ protectTokens: batch, minimumSavings: batch });
    }, hasBatch),
  ),
  offline(
    "window",
    atTrigger(() => [window()]),
  ),
  offline(
    "default-chain",
    atTrigger(() => [clearToolResults(), window()]),
  ),
  naiveContestant(),
];

/** Whether outputs older than the newest of one batch have another one. */
function hasBatch(items: readonly unknown[], { adapter, sizes }: BenchSession, contextWindow: number): boolean {
  const batch = Math.floor(contextWindow * batchShare);
  let kept = 0;
  let older = 0;
  let isOlder = false;
  for (const item of items.toReversed()) {
    const tokens = adapter.describe(item).results.length > 0 ? sizes.of(item) : 0;
    isOlder ||= kept + tokens > batch;
    if (!isOlder) kept += tokens;
    else if (tokens >= smallestOutput) older += tokens;
  }
  return older >= batch;
}

function offline(strategy: string, start: Contestant["start"]): Contestant {
  return { strategy, mode: "offline", isReadable: true, start };
}
