import type { Comparison } from "../comparison.ts";
import { factLines, noteLines } from "./notes.ts";
import { compactionTable, sessionTable, type Table, wordColumns } from "./tables.ts";

/** The comparison as a Markdown document. */
export function markdownReport(comparison: Comparison): string {
  const { note, rows } = comparison;
  return [
    "# Native compaction beside custom summarization",
    "",
    `**${note}**`,
    "",
    ...listed(factLines(comparison)),
    "",
    ...tableLines(compactionTable(rows)),
    "",
    ...tableLines(sessionTable(rows)),
    "",
    ...listed(noteLines(comparison)),
    "",
  ].join("\n");
}

function tableLines({ head, rows }: Table): readonly string[] {
  const rule = head.map((_, column) => (column < wordColumns ? "---" : "--:"));
  return [head, rule, ...rows].map((cells) => `| ${cells.map(escaped).join(" | ")} |`);
}

function listed(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `- ${escaped(line)}`);
}

function escaped(text: string): string {
  return text.replace(/[\\|<>`*_[\]]/g, "\\$&");
}
