import type { ModelCell, ModelRow } from "@massgen/models";
import { printable } from "../render/printable.ts";
import { cellValue } from "./cell-text.ts";
import type { LongRequestCells } from "./long-request-cells.ts";

type FactName = Exclude<keyof ModelRow, "name" | "aliases" | "provider" | "family" | "scores"> | keyof LongRequestCells;

/** A model's facts as `massgen models show` has them. */
export type ShownFacts = ModelRow & LongRequestCells;

/** What each fact is called, and what its numbers count. */
const labels: Readonly<Record<FactName, readonly [label: string, unit?: string]>> = {
  hosting: ["run by"],
  contextWindow: ["window", "tokens"],
  maximumInputTokens: ["input at most", "tokens"],
  maximumOutputTokens: ["output at most", "tokens"],
  input: ["reads"],
  output: ["writes"],
  reasoning: ["thinks"],
  compactionEndpoint: ["compaction: endpoint"],
  compactionTrigger: ["compaction: trigger"],
  compactionServer: ["compaction: server"],
  computerDialect: ["computer"],
  coordinates: ["coordinates"],
  frame: ["screenshot"],
  licence: ["licence"],
  parameters: ["parameters"],
  memoryBf16: ["memory: 16 bits", "GB"],
  memoryInt8: ["memory: 8 bits", "GB"],
  memoryInt4: ["memory: 4 bits", "GB"],
  memoryMxfp4: ["memory: mxfp4", "GB"],
  priceInput: ["price: input", "$"],
  priceCachedInput: ["price: cached input", "$"],
  priceCacheWrite: ["price: cache write", "$"],
  priceOutput: ["price: output", "$"],
  longRequestAbove: ["long: above", "tokens"],
  longRequestInput: ["long: input", "$"],
  longRequestCachedInput: ["long: cached input", "$"],
  longRequestCacheWrite: ["long: cache write", "$"],
  longRequestOutput: ["long: output", "$"],
};

/** Every fact on a line of its own: value, evidence, source. */
export function modelFacts(shown: ShownFacts, isKnown: boolean): string {
  const hasLong = shown.longRequestAbove.value !== null;
  const lines = (Object.keys(labels) as FactName[]).flatMap((name) => {
    if (name.startsWith("longRequest") && !hasLong) return [];
    const { evidence, source } = shown[name];
    const [label, unit] = labels[name];
    const line = [label, valueText(shown[name], unit), evidence, printable(source)] as const;
    return name === "frame" ? [line, ...shown.scores.map(scoreLine)] : [line];
  });
  const table = [["", "value", "evidence", "source"] as const, ...lines];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  const text = table.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return `${headOf(shown, isKnown)}\n\n${text.join("\n")}\n\n${hasLong ? legend.replace(".", longLegend) : legend}`;
}

function scoreLine({ benchmark, evidence, source, ...cell }: ModelRow["scores"][number]) {
  return [
    `score: ${printable(benchmark)}`,
    `${cellValue({ ...cell, evidence, source })} %`,
    evidence,
    printable(source),
  ] as const;
}

const legend = "Prices are US dollars for a million tokens.\n";
const longLegend = '; "long" are requests with more input than the first of its lines says.';

function headOf({ name, provider, family, aliases }: ShownFacts, isKnown: boolean): string {
  const head = `${printable(name)} (provider ${printable(provider)}, family ${printable(family)})`;
  const also = aliases === "" ? [] : [`also ${printable(aliases)}`];
  const missing = [
    "This model is not in the catalogue: what is assumed are defaults for any model.",
    'What you know of it goes under "models" into massgen.config.json.',
  ];
  return [head, ...also, ...(isKnown ? [] : missing)].join("\n");
}

function valueText(cell: ModelCell, unit: string | undefined): string {
  const value = cellValue(cell);
  if (unit === undefined || cell.value === null) return value;
  return unit === "$" ? `$${value}` : `${value} ${unit}`;
}
