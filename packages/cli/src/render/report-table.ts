import { styleText } from "node:util";
import type { CompactionAction, CompactionReport, StrategyAttempt } from "@massgen/compaction";
import { counted } from "./counted.ts";
import { groupDigits, groupTokens } from "./numbers.ts";
import { printable } from "./printable.ts";
import { unansweredRows } from "./unanswered-rows.ts";

/** What a row about a strategy begins with; the one that succeeded is in the headline. */
const attemptLabels: Readonly<Record<StrategyAttempt["outcome"], string | undefined>> = {
  accepted: undefined,
  "built-upon": "built upon",
  "passed-over": "passed over",
  failed: "failed",
};

/** The report as a short table for a person; colour as the stream and the environment allow. */
export function formatReport(report: CompactionReport, stream: NodeJS.WriteStream): string {
  const headline = styleText(["bold", colourOf(report.status)], headlineOf(report), { stream });
  const rows = [
    ["", "before", "after", "saved"],
    amounts("tokens", report.tokensBefore, report.tokensAfter),
    amounts("items", report.itemsBefore, report.itemsAfter),
  ];
  const how = `counted with ${report.counter}${report.estimated ? ", in part estimated" : ""}`;
  const details = [
    ["target", `${counted(report.target, "token")}, ${how}`],
    ...changes(report.actions),
    ...report.attempts.flatMap(({ strategy, outcome, reason }) => {
      const label = attemptLabels[outcome];
      return label === undefined ? [] : [[label, printable(`${strategy}: ${groupTokens(reason)}`)]];
    }),
    ...unansweredRows(report.unansweredCalls),
  ];
  const lines = [
    headline,
    "",
    ...rows.map(alignRow),
    "",
    ...details.map(([label = "", text = ""]) => label.padEnd(13) + text),
  ];
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

function colourOf(status: CompactionReport["status"]): "green" | "yellow" | "red" {
  return status === "compacted" ? "green" : status === "skipped" ? "yellow" : "red";
}

function headlineOf({ status, strategy, reason, target }: CompactionReport): string {
  const why = printable(groupTokens(reason));
  if (status === "compacted") return `Compacted with ${strategy}: ${why}`;
  if (status === "skipped") return `Skipped: ${why}`;
  return `Failed: no strategy reached ${counted(target, "token")}; the conversation is as it was`;
}

function amounts(label: string, before: number, after: number): string[] {
  const saved = before - after;
  const share = saved > 0 ? `${((saved / before) * 100).toFixed(1)} %` : "";
  return [label, groupDigits(before), groupDigits(after), groupDigits(saved), share];
}

function alignRow([label = "", before = "", after = "", saved = "", share = ""]: string[]): string {
  return `${label.padEnd(8)}${before.padStart(12)}${after.padStart(12)}${saved.padStart(12)}${share.padStart(10)}`;
}

/** One row for each kind of change and reason. */
function changes(actions: readonly CompactionAction[]): string[][] {
  const groups = new Map<string, number>();
  for (const action of actions) {
    const group = `${action.kind}: ${reasonFor(action)}`;
    groups.set(group, (groups.get(group) ?? 0) + 1);
  }
  return [...groups].map(([group, count]) => ["changes", printable(`${groupDigits(count)} ${group}`)]);
}

/** The reason without the ids of its calls, which would make a group of each. */
function reasonFor({ kind, callIds, reason }: CompactionAction): string {
  if (kind === "inserted" && callIds.length > 0) return "answer to a call that had none";
  return callIds.reduce((words, id) => words.replace(`call ${id} `, "a call "), reason);
}
