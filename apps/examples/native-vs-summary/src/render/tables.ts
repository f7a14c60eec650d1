import type { Row } from "../row.ts";
import { dollars, groupDigits, seconds } from "./numbers.ts";

/** A table as texts; the first two columns are words, the others numbers. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Columns that hold words. */
export const wordColumns = 2;

/** What the compactions cost, without the row that has none. */
export function compactionTable(rows: readonly Row[]): Table {
  return {
    head: ["compactions", "source", "done", "failed", "calls", "input", "output", "before → after, median", "time"],
    rows: rows
      .filter(({ strategy }) => strategy !== "none")
      .map((row) => [
        nameOf(row),
        row.source,
        groupDigits(row.compactions),
        groupDigits(row.failures),
        groupDigits(row.calls),
        groupDigits(row.inputTokens),
        groupDigits(row.outputTokens),
        row.medianTokensBefore === null || row.medianTokensAfter === null
          ? "-"
          : `${groupDigits(row.medianTokensBefore)} → ${groupDigits(row.medianTokensAfter)}`,
        seconds(row.milliseconds),
      ]),
  };
}

/** What the whole session cost. */
export function sessionTable(rows: readonly Row[]): Table {
  return {
    head: ["whole session", "source", "peak window", "session input", "all input", "cost", "cost, cached"],
    rows: rows.map((row) => [
      nameOf(row),
      row.source,
      groupDigits(row.peakTokens),
      groupDigits(row.sessionInputTokens),
      groupDigits(row.sessionInputTokens + row.inputTokens),
      dollars(row.cost),
      dollars(row.costWithCache),
    ]),
  };
}

export function nameOf({ strategy, mode }: Pick<Row, "strategy" | "mode">): string {
  return mode === null ? strategy : `${strategy}, ${mode}`;
}
