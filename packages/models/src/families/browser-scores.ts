import { documented } from "../fact.ts";
import type { BenchmarkScore } from "../model-entry.ts";

/** A model's row in a published comparison, in per cent. */
interface BrowserResults {
  readonly webVoyager: number;
  readonly onlineMind2Web: number;
  readonly deepShop?: number;
  readonly webTailBench?: number;
}

/** Scores of one row of a comparison of models that use a browser, which `source` states. */
export function browserScores(results: BrowserResults, source: string): readonly BenchmarkScore[] {
  const named: readonly (readonly [benchmark: string, percent: number | undefined])[] = [
    ["WebVoyager", results.webVoyager],
    ["Online-Mind2Web", results.onlineMind2Web],
    ["DeepShop", results.deepShop],
    ["WebTailBench", results.webTailBench],
  ];
  return named.flatMap(([benchmark, percent]) =>
    percent === undefined ? [] : [{ benchmark, percent: documented(percent, source) }],
  );
}

/** Microsoft's comparison of Fara-7B with other models, all run by Microsoft. */
export const comparisonOfFara7B =
  "https://github.com/microsoft/fara (README of November 2025, means of 3 runs by Microsoft)";

/** Microsoft's comparison of Fara1.5 with others. */
export const comparisonOfFara15 =
  "https://github.com/microsoft/fara (README of July 2026, means of 3 runs by Microsoft)";
