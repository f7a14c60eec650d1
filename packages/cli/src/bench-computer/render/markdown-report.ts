import type { ComputerBenchResult } from "../computer-bench-result.ts";
import { notes, problemLines, runTable, sumTable, type Table } from "./cells.ts";

/** The result as a Markdown document. */
export function markdownReport(result: ComputerBenchResult): string {
  const { runs, models, settings } = result;
  const problems = problemLines(runs, settings.repeat);
  const blocks = [
    ["# Computer use benchmark"],
    ["## All tasks", "", ...tableLines(sumTable(models))],
    ["## Each run", "", ...tableLines(runTable(runs, settings.repeat))],
    ...(problems.length === 0 ? [] : [["## Why not", "", ...listed(problems)]]),
    listed(notes(result)),
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function tableLines({ titles, numbers, rows }: Table): readonly string[] {
  const rule = titles.map((_, column) => (numbers.has(column) ? "--:" : "---"));
  return [titles, rule, ...rows.map((cells) => cells.map(escaped))].map((cells) => `| ${cells.join(" | ")} |`);
}

function listed(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `- ${escaped(line)}`);
}

function escaped(text: string): string {
  return text.replace(/[\\|<>`*_[\]]/g, "\\$&");
}
