import type { ModelRow } from "@massgen/models";
import { printable } from "../render/printable.ts";
import { cellText, cellValue, marks } from "./cell-text.ts";

/** Longest line, in characters. */
const widest = 110;
const gap = "  ";

/** What a column shows of a model, and the most characters that it takes; the name gets what the others leave. */
const columns: readonly (readonly [heading: string, most: number, write: (row: ModelRow) => string])[] = [
  ["model", widest, ({ name }) => printable(name)],
  ["window", 11, ({ contextWindow }) => cellText(contextWindow)],
  ["input max", 11, ({ maximumInputTokens }) => cellText(maximumInputTokens)],
  ["reads", 14, reads],
  ["compaction", 10, compaction],
  ["computer", 20, computer],
  ["$ in/out", 13, price],
];

const legend = `
${marks.recorded} recorded, ${marks.assumed} assumed, ${marks.unknown} unknown, - none; everything else is documented.
Reads: beside text. Compaction: E endpoint, T trigger, S server. $: for a million tokens of input/output.
massgen models show NAME has everything, with sources.
`;

/** Models as a table of at most 110 columns, with a legend. */
export function modelTable(rows: readonly ModelRow[]): string {
  const lines = [columns.map(([heading]) => heading), ...rows.map((row) => columns.map(([, , write]) => write(row)))];
  const [, ...others] = columns.map(([, most], column) =>
    Math.min(most, longest(lines.map((line) => line[column] ?? ""))),
  );
  const left = widest - others.reduce((total, width) => total + width + gap.length, 0);
  const widths = [Math.min(left, longest(lines.map(([name = ""]) => name))), ...others];
  const text = lines.map((line) => line.map((cell, column) => fit(cell, widths[column] ?? 0)).join(gap));
  return `${text.map((line) => line.trimEnd()).join("\n")}\n${legend}`;
}

function longest(texts: readonly string[]): number {
  return texts.reduce((length, text) => Math.max(length, text.length), 0);
}

function fit(text: string, width: number): string {
  return text.length <= width ? text.padEnd(width) : `${text.slice(0, width - 1).toWellFormed()}…`;
}

function reads({ input }: ModelRow): string {
  if (input.value === null) return cellText(input);
  const beside = input.value.split(", ").filter((modality) => modality !== "text");
  return cellText({ ...input, value: beside.length === 0 ? "-" : beside.join(", ") });
}

/** The modes that a provider has, each with its mark: `E~ T~ S●`. */
function compaction({ compactionEndpoint, compactionTrigger, compactionServer }: ModelRow): string {
  const modes = [
    ["E", compactionEndpoint],
    ["T", compactionTrigger],
    ["S", compactionServer],
  ] as const;
  const shown = modes.flatMap(([letter, cell]) => (cell.value === false ? [] : [letter + marks[cell.evidence]]));
  return shown.join(" ") || "-";
}

function computer({ computerDialect }: ModelRow): string {
  return computerDialect.value === "none" ? "-" : cellText(computerDialect);
}

/** Both prices under one mark, as both have one source. */
function price({ priceInput, priceOutput }: ModelRow): string {
  if (priceInput.value === null) return cellText(priceInput);
  return `${cellValue(priceInput)}/${cellText(priceOutput)}`;
}
