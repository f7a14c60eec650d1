import { styleText } from "node:util";
import type { ComputerBenchResult } from "../computer-bench-result.ts";
import { notes, problemLines, runTable, sumTable, type Table } from "./cells.ts";

/** The result for a terminal. */
export function textReport(result: ComputerBenchResult, stream: NodeJS.WritableStream): string {
  const { runs, models, settings } = result;
  const heading = (text: string) => styleText("bold", text, { stream });
  const problems = problemLines(runs, settings.repeat);
  const blocks = [
    ...(runs.length === 0
      ? [["No run is done."]]
      : [
          [heading("All tasks"), ...aligned(sumTable(models))],
          [heading("Each run"), ...aligned(runTable(runs, settings.repeat))],
        ]),
    ...(problems.length === 0 ? [] : [[heading("Why not"), ...problems]]),
    notes(result),
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function aligned({ titles, numbers, rows }: Table): readonly string[] {
  const all = [titles, ...rows];
  const widths = titles.map((_, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  return all.map((cells) =>
    cells
      .map((cell, column) =>
        numbers.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}
