import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CompactResult, compact } from "./compact.ts";
import { clearToolResults } from "./strategies/clear-tool-results.ts";
import type { Strategy } from "./strategies/strategy.ts";
import { window } from "./strategies/window.ts";
import { deepFreeze } from "./testing/deep-freeze.ts";
import { expectSendable } from "./testing/expect-sendable.ts";
import { histories } from "./testing/history.ts";
import { asAiSdk, asAnthropic, asChat, asResponses } from "./testing/render-history.ts";

const runsPerFormat = 5_000;

const chains: Readonly<Record<string, () => readonly Strategy<object>[] | undefined>> = {
  default: () => undefined,
  clear: () => [clearToolResults({ keepRecent: 1, minimumTokens: 10 })],
  window: () => [window()],
};

const situations = fc.record({
  history: histories,
  targets: fc.array(fc.integer({ min: 2, max: 110 }), { minLength: 1, maxLength: 3 }),
  chain: fc.constantFrom(...Object.keys(chains)),
  pendingCalls: fc.constantFrom("keep" as const, "answer" as const),
});

describe.each([
  { format: "openai-responses", render: asResponses },
  { format: "openai-chat", render: asChat },
  { format: "anthropic", render: asAnthropic },
  { format: "ai-sdk", render: asAiSdk },
])("compact on generated $format histories", ({ format, render }) => {
  it(`keeps every invariant over repeated compaction of ${runsPerFormat} histories`, async () => {
    const seen = { compacted: 0, skipped: 0, failed: 0 };
    await fc.assert(
      fc.asyncProperty(situations, async ({ history, targets, chain, pendingCalls }) => {
        let items: readonly object[] = deepFreeze(render(history));
        for (const percent of targets) {
          const strategies = chains[chain]?.();
          const options = { target: `${percent}%`, pendingCalls, ...(strategies && { strategies }) } as const;
          const result = await compact(items, options);
          expect(withoutTime(await compact(items, options))).toEqual(withoutTime(result));
          expectHonest(items, result);
          // The judge would catch it, but a strategy of ours that proposes something invalid is wrong.
          for (const attempt of result.report.attempts) expect(attempt.reason).not.toContain("not valid");
          if (result.report.status === "compacted") {
            const pending = result.report.unansweredCalls.filter((call) => call.outcome === "pending");
            if (pendingCalls === "answer") expect(pending).toEqual([]);
            expectSendable(
              format,
              result.items,
              pending.map((call) => call.callId),
            );
            expectPinsKept(items, result.items);
          }
          seen[result.report.status] += 1;
          items = deepFreeze(result.items);
        }
      }),
      { numRuns: runsPerFormat, seed: 20261124 },
    );
    // A generator that no longer reaches one of the outcomes would make this test blind.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(runsPerFormat / 50);
  }, 120_000);
});

function withoutTime({ items, report }: CompactResult<object>) {
  return { items, report: { ...report, durationMilliseconds: 0 } };
}

/** Numbers add up, and each original item is either in the result as it was or named by exactly one action. */
function expectHonest(before: readonly object[], { items: after, report }: CompactResult<object>): void {
  expect(report.itemsBefore).toBe(before.length);
  expect(report.itemsAfter).toBe(after.length);
  if (report.status !== "compacted") {
    expect(after).toBe(before);
    expect(report.actions).toEqual([]);
    expect(report.tokensAfter).toBe(report.tokensBefore);
    return;
  }
  expect(report.tokensAfter).toBeLessThan(report.tokensBefore);
  expect(report.tokensAfter).toBeLessThanOrEqual(report.target);
  const saved = report.actions.reduce((total, action) => total + action.tokensBefore - action.tokensAfter, 0);
  expect(report.tokensBefore - report.tokensAfter).toBe(saved);

  const touchedBefore = report.actions.flatMap((action) => action.indexBefore ?? []);
  const touchedAfter = new Set(report.actions.flatMap((action) => action.indexAfter ?? []));
  expect(new Set(touchedBefore).size).toBe(touchedBefore.length);
  const touched = new Set(touchedBefore);
  const untouchedBefore = before.filter((_, index) => !touched.has(index));
  const untouchedAfter = after.filter((_, index) => !touchedAfter.has(index));
  expect(untouchedAfter.length).toBe(untouchedBefore.length);
  for (const [index, item] of untouchedAfter.entries()) expect(item).toBe(untouchedBefore[index]);
  for (const action of report.actions) expect(action.reason).not.toBe("");
}

/** System and developer messages, the first and the last user message, and the last compaction item are untouched. */
function expectPinsKept(before: readonly object[], after: readonly object[]): void {
  const roles = (items: readonly object[], ...wanted: readonly string[]) =>
    items.filter((item) => "role" in item && wanted.includes(String(item.role)) && !onlyAnswers(item) && !isNote(item));
  expect(roles(after, "system", "developer")).toEqual(roles(before, "system", "developer"));
  expect(roles(after, "user").at(0)).toBe(roles(before, "user").at(0));
  expect(roles(after, "user").at(-1)).toBe(roles(before, "user").at(-1));
  const compactions = (items: readonly object[]) =>
    items.filter((item) => /"type":"compaction"/.test(JSON.stringify(item)));
  expect(compactions(after).at(-1)).toBe(compactions(before).at(-1));
}

/** Anthropic has results in messages of the user's role. */
function onlyAnswers(item: object): boolean {
  const blocks = "content" in item && Array.isArray(item.content) ? item.content : [];
  return blocks.length > 0 && blocks.every((block) => block.type === "tool_result");
}

/** What compaction itself said in a user's role. */
function isNote(item: object): boolean {
  return /"\[massgen: \d+ earlier items? removed/.test(JSON.stringify(item));
}
