import { styleText } from "node:util";
import type { CompactionAction, CompactionReport, UnansweredCallReport } from "@massgen/compaction";
import { printable } from "./printable.ts";

const number = new Intl.NumberFormat("en-US");
const shownCalls = 6;

/** The report as a short table for a person; colour as the stream and the environment allow. */
export function formatReport(report: CompactionReport, stream: NodeJS.WriteStream): string {
  const headline = styleText(colourOf(report.status), styleText("bold", headlineOf(report), { stream }), { stream });
  const rows = [
    ["", "before", "after", "saved"],
    amounts("tokens", report.tokensBefore, report.tokensAfter),
    amounts("items", report.itemsBefore, report.itemsAfter),
  ];
  const details = [
    [
      "target",
      `${number.format(report.target)} tokens, counted with ${report.counter}${report.estimated ? ", estimated" : ""}`,
    ],
    ...changes(report.actions),
    ...report.attempts
      .filter((attempt) => attempt.outcome === "passed-over")
      .map((attempt) => ["passed over", printable(`${attempt.strategy}: ${attempt.reason}`)]),
    ...unanswered(report.unansweredCalls),
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
  if (status === "compacted") return `Compacted with ${strategy}: ${reason}`;
  if (status === "skipped") return `Skipped: ${reason}`;
  return `Failed: no strategy reached ${number.format(target)} tokens; the conversation is as it was`;
}

function amounts(label: string, before: number, after: number): string[] {
  const saved = before - after;
  const share = before > 0 && saved > 0 ? `  ${((saved / before) * 100).toFixed(1)} %` : "";
  return [label, number.format(before), number.format(after), number.format(saved) + share];
}

function alignRow([label = "", before = "", after = "", saved = ""]: string[]): string {
  const [amount = "", share = ""] = saved.split("  ");
  return `${label.padEnd(8)}${before.padStart(12)}${after.padStart(12)}${amount.padStart(12)}${share.padStart(10)}`;
}

function changes(actions: readonly CompactionAction[]): string[][] {
  const groups = new Map<string, number>();
  for (const { kind, reason } of actions) {
    const group = `${kind}: ${kind === "inserted" && reason.startsWith("call ") ? "answers to unanswered calls" : reason}`;
    groups.set(group, (groups.get(group) ?? 0) + 1);
  }
  return [...groups].map(([group, count]) => ["changes", `${number.format(count)} ${printable(group)}`]);
}

function unanswered(calls: readonly UnansweredCallReport[]): string[][] {
  if (calls.length === 0) return [];
  const shown = calls
    .slice(0, shownCalls)
    .map((call) => `${printable(call.name)} (item ${call.index}, ${call.outcome})`);
  const more = calls.length > shownCalls ? `, and ${calls.length - shownCalls} more` : "";
  return [["unanswered", `${calls.length} ${calls.length === 1 ? "call" : "calls"}: ${shown.join(", ")}${more}`]];
}
