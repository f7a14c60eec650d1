import type { Comparison } from "../comparison.ts";
import { groupDigits } from "./numbers.ts";
import { nameOf } from "./tables.ts";

/** What the comparison was about: the session and the limits. */
export function factLines({ session, model, limits, source }: Comparison): readonly string[] {
  const { name, items, recordedItems, requests } = session;
  const leftOut = recordedItems - items;
  const left = leftOut === 0 ? "" : ` of ${groupDigits(recordedItems)} (reasoning is left out)`;
  const { contextWindow, trigger, target } = limits;
  const measure = source === "emulated" ? "sizes by the emulator, a token for 4 characters" : "windows by estimate";
  return [
    `${name}: ${groupDigits(items)} items${left}, ${groupDigits(requests)} requests; ${model}`,
    `window ${groupDigits(contextWindow)}, compaction at ${limitOf(trigger)} down to ${limitOf(target)}; ${measure}`,
  ];
}

/** What the reader of the tables should know. */
export function noteLines({ rows, limits }: Comparison): readonly string[] {
  const contestants = rows.filter(({ strategy }) => strategy !== "none");
  const tooLarge = rows.filter(({ peakTokens }) => peakTokens > limits.contextWindow);
  const isCompacted = contestants.some(({ compactions, failures }) => compactions + failures > 0);
  return [
    ...(isCompacted
      ? []
      : ["Nothing was compacted, as the session stays below the trigger: choose a smaller --window."]),
    ...tooLarge.map((row) => `${nameOf(row)}: outgrows the window; a provider would refuse those requests.`),
    ...contestants.flatMap((row) =>
      row.failureReasons.map((reason) => `${nameOf(row)}: a compaction failed: ${oneLine(reason)}`),
    ),
    rows.every(({ cost }) => cost === null)
      ? "cost: n/a, no list price is known for this model and address."
      : "cost: OpenAI's list prices; input of session and compactions, output of compactions only.",
    "cached: each request reads what it repeats from the prompt cache; compactions read nothing.",
    "A smaller window costs less and holds less: no figure here says what a model still knows.",
  ];
}

function limitOf(limit: number): string {
  return limit <= 1 ? `${Number((limit * 100).toFixed(1))} %` : groupDigits(limit);
}

const longestReason = 160;

/** Reasons may quote a server, whose text may hold anything. */
function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  return line.length <= longestReason ? line : `${line.slice(0, longestReason - 1)}…`;
}
