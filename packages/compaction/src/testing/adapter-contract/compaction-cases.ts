import { expect } from "vitest";
import { compact } from "../../compact.ts";
import { pairCalls } from "../../conversation/pairing.ts";
import { clearToolResults } from "../../strategies/clear-tool-results.ts";
import type { Strategy } from "../../strategies/strategy.ts";
import { window } from "../../strategies/window.ts";
import { deepFreeze } from "../deep-freeze.ts";
import type { AdapterCase, AdapterContract } from "./adapter-contract.ts";

const targets = ["95%", "80%", "60%", "40%", "25%"] as const;

/** What compaction makes of a conversation through an adapter. */
export function compactionCases<Item>(contract: AdapterContract<Item>): readonly AdapterCase[] {
  const { adapter } = contract;
  const compactedBy = (strategy: Strategy<Item>) => async () => {
    const items = deepFreeze(contract.conversation());
    const openBefore = new Set(openIds(items));
    const statuses: string[] = [];
    for (const target of targets) {
      const result = await compact(items, { target, adapter, strategies: [strategy] });
      statuses.push(result.report.status);
      const { orphaned } = pairCalls(result.items.map((item) => adapter.describe(item)));
      expect(orphaned, "results without a call").toEqual([]);
      expect(
        openIds(result.items).filter((id) => !openBefore.has(id)),
        "calls that lost their result",
      ).toEqual([]);
      expect(() => JSON.stringify(result.items)).not.toThrow();
      for (const attempt of result.report.attempts) expect(attempt.reason).not.toContain("not valid");
    }
    expect(statuses, "a conversation that is long enough to be compacted").toContain("compacted");
  };
  const openIds = (items: readonly Item[]) =>
    pairCalls(items.map((item) => adapter.describe(item))).unanswered.map(({ call }) => call.id);
  return [
    {
      name: "keeps a conversation valid whose tool results are cleared",
      needs: "calls",
      run: compactedBy(clearToolResults({ keepRecent: 0, minimumTokens: 0 })),
    },
    { name: "keeps a conversation valid whose beginning is removed", run: compactedBy(window()) },
  ];
}
