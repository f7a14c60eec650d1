import { printable } from "../../render/printable.ts";
import type { BenchResult } from "../bench-result.ts";
import { cellsOf, titles, wordColumns } from "./cells.ts";
import { modelLines, rowNotes, sessionLines } from "./facts.ts";

/** The result as a Markdown document. */
export function markdownReport(result: BenchResult): string {
  const { sessions, rows, unread, interrupted, settings } = result;
  const blocks = sessions.map((session) => {
    const own = rows.filter(({ session: path }) => path === session.path);
    return [
      `## ${escaped(printable(session.path))}`,
      "",
      ...listed(sessionLines(session, settings.counter)),
      "",
      ...tableLines(own.map(cellsOf)),
      "",
      ...withGap(listed(rowNotes(own, result))),
    ];
  });
  return [
    "# Compaction benchmark",
    "",
    ...(interrupted ? ["**Interrupted: this is what was done by then.**", ""] : []),
    ...blocks.flat(),
    ...withGap(listed(unread.map(({ path, reason }) => `not read: ${printable(path)}: ${printable(reason)}`))),
    ...withGap(listed(modelLines(result))),
  ]
    .join("\n")
    .replace(/\n*$/, "\n");
}

function tableLines(rows: readonly (readonly string[])[]): readonly string[] {
  const rule = titles.map((_, column) => (column < wordColumns ? "---" : "--:"));
  return [titles, rule, ...rows.map((cells) => cells.map(escaped))].map((cells) => `| ${cells.join(" | ")} |`);
}

function listed(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `- ${escaped(line)}`);
}

function withGap(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [...lines, ""];
}

function escaped(text: string): string {
  return text.replace(/[\\|<>`*_[\]]/g, "\\$&");
}
