import type { BenchRow } from "../replay/row.ts";

/** What is written where something cannot be known. */
const unknown = "n/a";

const grouped = new Intl.NumberFormat("en-US");

/** In six characters: `12,345`, `123k`, `1.23M`, `123.4M`, from a billion on `1.23G`. */
export function tokensCell(tokens: number | null): string {
  if (tokens === null) return unknown;
  if (tokens < 99_999.5) return grouped.format(Math.round(tokens));
  if (tokens < 999_500) return `${Math.round(tokens / 1_000)}k`;
  const [amount, unit] = tokens < 999_500_000 ? [tokens / 1_000_000, "M"] : [tokens / 1_000_000_000, "G"];
  return `${amount.toFixed(amount < 10 ? 2 : 1)}${unit}`;
}

/** `42 %` */
export function shareCell(share: number | null): string {
  return share === null ? unknown : `${(share * 100).toFixed(share > 0 && share < 0.0995 ? 1 : 0)} %`;
}

/** Shares that are left verbatim and that can be got back: `29+71 %`. */
export function recallCell({ recall, verbatimRecall }: Pick<BenchRow, "recall" | "verbatimRecall">): string {
  if (recall === null || verbatimRecall === null) return unknown;
  const verbatim = Math.round(verbatimRecall * 100);
  return `${verbatim}+${Math.max(0, Math.round(recall * 100) - verbatim)} %`;
}

/** Seconds. */
function timeCell(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}

/** A signed share: `+1.6 %`. */
export function errorCell(share: number): string {
  return `${share < 0 ? "−" : "+"}${Math.abs(share * 100).toFixed(1)} %`;
}

/** Titles of the columns, as the terminal and Markdown have them. */
export const titles = [
  "strategy",
  "mode",
  "input",
  "uncached",
  "peak",
  "cost",
  "/none",
  "rewr.",
  "comp.",
  "own",
  "recall",
  "time",
] as const;

/** Columns that hold words; the others hold numbers. */
export const wordColumns = 2;

export function cellsOf(row: BenchRow): readonly string[] {
  const own = row.ownInputTokens === null ? null : row.ownInputTokens + (row.ownOutputTokens ?? 0);
  return [
    row.strategy,
    row.mode,
    tokensCell(row.inputTokens),
    tokensCell(row.uncachedTokens),
    tokensCell(row.peakTokens),
    tokensCell(row.cost),
    shareCell(row.relativeCost),
    grouped.format(row.cacheRewrites),
    row.failures > 0 ? `${row.compactions}+${row.failures}!` : grouped.format(row.compactions),
    tokensCell(own),
    recallCell(row),
    timeCell(row.milliseconds),
  ];
}
