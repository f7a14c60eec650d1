import type { Comparison } from "../comparison.ts";
import { factLines, noteLines } from "./notes.ts";
import { compactionTable, sessionTable, type Table, wordColumns } from "./tables.ts";

/** The comparison for a terminal of 110 columns. */
export function textReport(comparison: Comparison): string {
  const { note, rows } = comparison;
  return [
    note,
    ...factLines(comparison),
    "",
    ...aligned(compactionTable(rows)),
    "",
    ...aligned(sessionTable(rows)),
    "",
    ...noteLines(comparison),
    "",
  ].join("\n");
}

function aligned({ head, rows }: Table): readonly string[] {
  const widths = head.map((title, column) =>
    rows.reduce((width, row) => Math.max(width, (row[column] ?? "").length), title.length),
  );
  return [head, ...rows].map((cells) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column < wordColumns ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd(),
  );
}
