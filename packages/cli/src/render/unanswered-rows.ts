import type { UnansweredCallReport } from "@massgen/compaction";
import { groupDigits } from "./numbers.ts";
import { printable } from "./printable.ts";

type Outcome = UnansweredCallReport["outcome"];

const outcomes: Readonly<Record<Outcome, string>> = {
  answered: "now answered with a note",
  removed: "removed",
  pending: "left for its agent",
  unchanged: "left unanswered",
};

/** Names and items shown before the rest is only counted. */
const shownItems = 12;
const longestName = 40;

/** One row for each outcome: how many calls, and which, by name and item. */
export function unansweredRows(calls: readonly UnansweredCallReport[]): string[][] {
  const byOutcome = Map.groupBy(calls, (call) => call.outcome);
  return [...byOutcome].map(([outcome, group]) => {
    const count = `${groupDigits(group.length)} ${group.length === 1 ? "call" : "calls"}`;
    return ["unanswered", `${count} ${outcomes[outcome]}: ${listed(group)}`];
  });
}

function listed(calls: readonly UnansweredCallReport[]): string {
  const byName = Map.groupBy(calls.slice(0, shownItems), (call) => printable(call.name, longestName) || "unnamed");
  const names = [...byName].map(([name, group]) => {
    const items = group.map((call) => call.index).join(", ");
    return `${name} (${group.length === 1 ? "item" : "items"} ${items})`;
  });
  const more = calls.length - shownItems;
  return [...names, ...(more > 0 ? [`${groupDigits(more)} more`] : [])].join(", ");
}
