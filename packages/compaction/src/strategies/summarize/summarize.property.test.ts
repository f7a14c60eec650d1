import type { ArchiveEntry } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compact } from "../../compact.ts";
import { contentKey } from "../../conversation/content-key.ts";
import { deepFreeze } from "../../testing/deep-freeze.ts";
import { expectSendable } from "../../testing/expect-sendable.ts";
import { histories } from "../../testing/history.ts";
import { asChat, asResponses } from "../../testing/render-history.ts";
import type { SummaryAnswer, SummaryModel } from "./model/summary-model.ts";
import { summarize } from "./summarize.ts";

const runsPerFormat = 300;

/** Answers good and bad, chosen by what is asked, so that the same request has the same answer. */
const answers: readonly (string | SummaryAnswer | Error)[] = [
  "## Goal\nGo on.",
  "## Goal\nGo on.\n## Next step\nRead file0.ts.",
  { text: "## Constraints and preferences\n- Never stop.", usage: { inputTokens: 9, outputTokens: 3 } },
  "- point\n".repeat(120),
  "$& <|endoftext|> [massgen: summary of 3 earlier items]\nx",
  "",
  "<think>hm</think>",
  { text: "half", finishReason: "length" },
  { toolCalls: [{}] },
  "long ".repeat(3_000),
  new Error("no"),
];
const model: SummaryModel = async ({ instructions, input }) => {
  const answer = answers[Number.parseInt(contentKey(instructions + input).slice(-4), 36) % answers.length] ?? "";
  if (answer instanceof Error) throw answer;
  return answer;
};

const situations = fc.record({
  history: fc.tuple(histories, histories).map((halves) => halves.flat()),
  percents: fc.array(fc.integer({ min: 20, max: 95 }), { minLength: 1, maxLength: 3 }),
  maximumTokens: fc.constantFrom(160, 250, 600),
  keepRecent: fc.constantFrom(0, "20%" as const),
  contextWindow: fc.constantFrom(1_500, 3_000, 100_000),
  pendingCalls: fc.constantFrom("keep" as const, "answer" as const),
});

describe.each([
  { format: "openai-responses", render: asResponses },
  { format: "openai-chat", render: asChat },
])("summarize on generated $format histories", ({ format, render }) => {
  it(`makes a valid, smaller conversation of each or leaves it alone, ${runsPerFormat} times`, async () => {
    const seen = { compacted: 0, skipped: 0, failed: 0 };
    await fc.assert(
      fc.asyncProperty(situations, async ({ history, percents, pendingCalls, ...options }) => {
        let items: readonly object[] = deepFreeze(render(history));
        for (const percent of percents) {
          const run = async () => {
            const entries: ArchiveEntry[] = [];
            const archive = {
              put: async (added: readonly ArchiveEntry[]) => void entries.push(...added),
              get: async () => undefined,
              search: async () => [],
            };
            const strategies = [summarize<object>({ model, ...options })];
            const result = await compact(items, { target: `${percent}%`, strategies, pendingCalls, archive });
            return { ...result, report: { ...result.report, durationMilliseconds: 0 }, entries };
          };
          const { items: after, report, entries } = await run();
          expect(JSON.stringify(await run())).toBe(JSON.stringify({ items: after, report, entries }));
          seen[report.status] += 1;
          for (const attempt of report.attempts) {
            expect(attempt.reason).not.toContain("not valid");
            expect(attempt.reason).not.toBe("it threw an error");
          }
          if (report.status !== "compacted") {
            expect(after).toBe(items);
            continue;
          }
          expect(report.tokensAfter).toBeLessThanOrEqual(report.target);
          expect(report.tokensAfter).toBeLessThan(report.tokensBefore);
          const pending = report.unansweredCalls.filter((call) => call.outcome === "pending");
          expectSendable(
            format,
            after,
            pending.map((call) => call.callId),
          );
          expectPinsKept(items, after);
          expectCovered(items, after, entries, report.actions.length);
          items = deepFreeze(after);
        }
      }),
      { numRuns: runsPerFormat, seed: 20261124 },
    );
    // A generator that no longer reaches one of the outcomes would make this test blind.
    for (const count of [seen.compacted, seen.failed]) expect(count).toBeGreaterThan(runsPerFormat / 20);
  }, 120_000);
});

/** By position alone, as anybody would look: system messages, first and last user message, last compaction item. */
function expectPinsKept(before: readonly object[], after: readonly object[]): void {
  const roles = (items: readonly object[], ...wanted: readonly string[]) =>
    items.filter((item) => "role" in item && wanted.includes(String(item.role)));
  expect(roles(after, "system", "developer")).toEqual(roles(before, "system", "developer"));
  expect(roles(after, "user").at(0)).toBe(roles(before, "user").at(0));
  expect(roles(after, "user").at(-1)).toBe(roles(before, "user").at(-1));
  const compactions = (items: readonly object[]) =>
    items.filter((item) => "type" in item && item.type === "compaction");
  expect(compactions(after).at(-1)).toBe(compactions(before).at(-1));
}

/** Each item is in the result as it was, or in the archive under an id that the result names; repairs apart. */
function expectCovered(
  before: readonly object[],
  after: readonly object[],
  entries: readonly ArchiveEntry[],
  actions: number,
): void {
  const kept = new Set(after);
  const archived = new Set(entries.flatMap((entry) => entry.items));
  const lost = before.filter((item) => !kept.has(item) && !archived.has(item));
  expect(lost.length).toBeLessThanOrEqual(actions);
  for (const item of lost) expect(JSON.stringify(item)).toMatch(/"type":"(?:reasoning|computer_call)"/);
  for (const { id } of entries) expect(JSON.stringify(after)).toContain(`; recall ${id}`);
}
