import type { ModelRow } from "@massgen/models";
import { printable } from "../render/printable.ts";
import { cellText, cellValue, marks } from "./cell-text.ts";

/** Longest line, in characters. */
const widest = 110;
const gap = "  ";

/** What the columns are about: all that a model can do, or how it uses a computer. */
export type ModelTableView = "all" | "computer";

/** What a column shows of a model, and the most characters that it takes; the name gets what the others leave. */
type Column = readonly [heading: string, most: number, write: (row: ModelRow) => string];

const name: Column = ["model", widest, ({ name }) => printable(name)];
const window: Column = ["window", 11, ({ contextWindow }) => cellText(contextWindow)];
const drives: Column = ["computer", 20, computer];
const priced: Column = ["$ in/out", 13, price];

const columnsOf: Readonly<Record<ModelTableView, readonly Column[]>> = {
  all: [
    name,
    window,
    ["input max", 11, ({ maximumInputTokens }) => cellText(maximumInputTokens)],
    ["reads", 14, reads],
    ["compaction", 10, compaction],
    drives,
    priced,
  ],
  computer: [
    name,
    window,
    drives,
    ["screenshot", 12, ({ frame }) => cellText(frame)],
    ["WebVoyager", 10, (row) => score(row, "WebVoyager")],
    ["Online-Mind2Web", 15, (row) => score(row, "Online-Mind2Web")],
    priced,
  ],
};

const explanations: Readonly<Record<ModelTableView, string>> = {
  all: "Reads: beside text. Compaction: E endpoint, T trigger, S server. $: for a million tokens of input/output.",
  computer: `Screenshot: the size that the model sees best. WebVoyager, Online-Mind2Web: per cent of tasks done, as
published; blank where nothing was found. $: for a million tokens of input/output.`,
};

/** Models as a table of at most 110 columns, with a legend. */
export function modelTable(rows: readonly ModelRow[], view: ModelTableView = "all"): string {
  const columns = columnsOf[view];
  const lines = [columns.map(([heading]) => heading), ...rows.map((row) => columns.map(([, , write]) => write(row)))];
  const [, ...others] = columns.map(([, most], column) =>
    Math.min(most, longest(lines.map((line) => line[column] ?? ""))),
  );
  const left = widest - others.reduce((total, width) => total + width + gap.length, 0);
  const widths = [Math.min(left, longest(lines.map(([name = ""]) => name))), ...others];
  const text = lines.map((line) => line.map((cell, column) => fit(cell, widths[column] ?? 0)).join(gap));
  return `${text.map((line) => line.trimEnd()).join("\n")}\n${legendOf(view)}`;
}

function legendOf(view: ModelTableView): string {
  return `
${marks.recorded} recorded, ${marks.assumed} assumed, ${marks.unknown} unknown, - none; everything else is documented.
${explanations[view]}
massgen models show NAME has everything, with sources.
`;
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

function score({ scores }: ModelRow, name: string): string {
  const found = scores.find(({ benchmark }) => benchmark === name);
  return found === undefined ? "" : cellText(found);
}

/** Both prices under one mark, as both have one source. */
function price({ priceInput, priceOutput }: ModelRow): string {
  if (priceInput.value === null) return cellText(priceInput);
  return `${cellValue(priceInput)}/${cellText(priceOutput)}`;
}
