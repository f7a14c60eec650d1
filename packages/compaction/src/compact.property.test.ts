import process from "node:process";
import type { ArchiveEntry } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CompactResult, compact } from "./compact.ts";
import { clearToolResults } from "./strategies/clear-tool-results.ts";
import { deduplicate } from "./strategies/deduplicate.ts";
import { evictImages } from "./strategies/evict-images.ts";
import { native } from "./strategies/native/native.ts";
import type { Strategy } from "./strategies/strategy.ts";
import { summarize } from "./strategies/summarize/summarize.ts";
import { window } from "./strategies/window.ts";
import { createCompactingDouble } from "./testing/compacting-double.ts";
import { deepFreeze } from "./testing/deep-freeze.ts";
import { expectSendable } from "./testing/expect-sendable.ts";
import { histories } from "./testing/history.ts";
import { asAiSdk, asAnthropic, asChat, asResponses } from "./testing/render-history.ts";

/** Histories of all formats together; `npm run histories` asks for 100,000. */
const runsPerFormat = Math.ceil(Number(process.env.MASSGEN_HISTORIES ?? 10_000) / 4);

const notes = async () => "## Goal\nGo on.\n## Next step\nAsk.";
const makers: Readonly<Record<string, () => Strategy<object>>> = {
  "clear-tool-results": () => clearToolResults({ keepRecent: 1, minimumTokens: 10 }),
  "clear-tool-results with previews": () => clearToolResults({ keepRecent: 0, preview: { head: 9, tail: 9 } }),
  deduplicate: () => deduplicate({ minimumTokens: 20 }),
  "evict-images": () => evictImages({ keepRecent: 1, interval: 1 }),
  native: () => native({ backend: createCompactingDouble({ outputTokens: 40 }) }) as Strategy<object>,
  summarize: () => summarize({ model: notes }),
  window,
};

const situations = fc.record({
  history: histories,
  targets: fc.array(fc.integer({ min: 2, max: 110 }), { minLength: 1, maxLength: 3 }),
  /** None is the default chain. */
  chain: fc.uniqueArray(fc.constantFrom(...Object.keys(makers)), { maxLength: 4 }),
  pendingCalls: fc.constantFrom("keep" as const, "answer" as const),
});

describe.each([
  { format: "openai-responses" as const, render: asResponses },
  { format: "openai-chat" as const, render: asChat },
  { format: "anthropic" as const, render: asAnthropic },
  { format: "ai-sdk" as const, render: asAiSdk },
])("compact on generated $format histories", ({ format, render }) => {
  it(`keeps every invariant over repeated compaction of ${runsPerFormat} histories`, async () => {
    const seen = { compacted: 0, skipped: 0, failed: 0 };
    await fc.assert(
      fc.asyncProperty(situations, async ({ history, targets, chain, pendingCalls }) => {
        // Only OpenAI's format knows the item that native compaction leaves.
        const names = chain.filter((name) => name !== "native" || format === "openai-responses");
        let items: readonly object[] = deepFreeze(render(history));
        for (const percent of targets) {
          const run = async (given: readonly object[]) => {
            const entries: ArchiveEntry[] = [];
            const put = async (added: readonly ArchiveEntry[]) => void entries.push(...added);
            const archive = { put, get: async () => undefined, search: async () => [] };
            const strategies = names.map((name) => (makers[name] as () => Strategy<object>)());
            const options = { target: `${percent}%`, pendingCalls, archive, format } as const;
            const result = await compact(given, { ...options, ...(strategies.length > 0 && { strategies }) });
            return { ...result, entries };
          };
          const result = await run(items);
          expect(withoutTime(await run(items))).toEqual(withoutTime(result));
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
            expectPinsKept(items, result.items, names.includes("native"));
            expectArchived(items, result);
            const again = await compact(result.items, { target: result.report.target, pendingCalls, format });
            expect(again.report.status).toBe("skipped");
          }
          seen[result.report.status] += 1;
          items = deepFreeze(result.items);
        }
      }),
      { numRuns: runsPerFormat, seed: 20261124 },
    );
    // A generator that no longer reaches one of the outcomes would make this test blind.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(runsPerFormat / 50);
  }, 3_600_000);
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

/** What is not in the result as it was is in the archive, apart from what nobody would accept. */
function expectArchived(
  before: readonly object[],
  { report, entries }: CompactResult<object> & { readonly entries: readonly ArchiveEntry[] },
): void {
  const archived = new Set(entries.flatMap((entry) => entry.items));
  for (const { indexBefore, reason } of report.actions) {
    if (indexBefore === null || /never answered|led to no item/.test(reason)) continue;
    expect(archived).toContain(before[indexBefore]);
  }
}

/** System and developer messages, the first and the last user message, and the last compaction item are untouched. */
function expectPinsKept(before: readonly object[], after: readonly object[], nativelyCompacted: boolean): void {
  const roles = (items: readonly object[], ...wanted: readonly string[]) =>
    items.filter((item) => "role" in item && wanted.includes(String(item.role)) && !onlyAnswers(item) && !isNote(item));
  expect(roles(after, "system", "developer")).toEqual(roles(before, "system", "developer"));
  const [first, last] = [roles(before, "user").at(0), roles(before, "user").at(-1)];
  expect(roles(after, "user").at(-1)).toBe(last);
  if (nativelyCompacted) {
    // A provider hands user messages out again, and a new opaque item takes the place of the old one.
    if (first !== undefined) expect(after).toContain(first);
    return;
  }
  expect(roles(after, "user").at(0)).toBe(first);
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
  return /"\[massgen: (?:\d+ earlier items? removed|summary of \d+)/.test(JSON.stringify(item));
}
