import { styleText } from "node:util";
import { printable } from "../../render/printable.ts";
import type { BenchResult } from "../bench-result.ts";
import { cellsOf, titles, wordColumns } from "./cells.ts";
import { modelLines, rowNotes, sessionLines } from "./facts.ts";

/** The result for a terminal of 110 columns. */
export function textReport(result: BenchResult, stream: NodeJS.WritableStream): string {
  const { sessions, rows, unread, interrupted, settings } = result;
  const blocks = sessions.map((session) => {
    const own = rows.filter(({ session: path }) => path === session.path);
    return [
      styleText("bold", printable(session.path), { stream }),
      ...sessionLines(session, settings.counter).flatMap((line) => wrapped(line)),
      "",
      ...(own.length === 0 ? ["No row is done."] : aligned([titles, ...own.map(cellsOf)])),
      "",
      ...withGap(rowNotes(own, result).flatMap((line) => wrapped(line))),
    ];
  });
  const lines = [
    ...blocks.flat(),
    ...withGap(unread.flatMap(({ path, reason }) => wrapped(`not read: ${printable(path)}: ${printable(reason)}`))),
    ...(rows.length === 0 ? [] : modelLines(result).flatMap((line) => wrapped(line))),
    ...(interrupted ? ["Interrupted: this is what was done by then."] : []),
  ];
  return `${lines.join("\n")}\n`;
}

function withGap(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [...lines, ""];
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = titles.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows.map((cells) =>
    cells
      .map((cell, column) =>
        column < wordColumns ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}

const width = 110;

/** Lines of at most so many columns, broken at spaces; what goes on is set in. */
function wrapped(line: string): readonly string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    if (current !== "" && current.length + 1 + word.length > width) {
      lines.push(current);
      current = `  ${word}`;
    } else {
      current = current === "" ? word : `${current} ${word}`;
    }
  }
  return [...lines, current];
}
