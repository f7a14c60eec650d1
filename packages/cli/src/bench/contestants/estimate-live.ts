import { inputError } from "../../input-error.ts";
import { groupDigits } from "../../render/numbers.ts";
import { type BenchmarkFiles, type BenchmarkSettings, runBenchmark } from "../run-benchmark.ts";
import { naiveContestant } from "./naive-contestant.ts";

/** Tokens that a model is asked with without being told to. */
const mostTokens = 1_000_000;
/** Rows that ask a model. */
const liveRows = ["naive-summary", "summarize", "native"];

/**
 * Rehearses with the emulated baseline how much a model would have to read; each row that asks it takes about as much.
 *
 * @throws MassGenError `invalid-input` where it is a lot.
 */
export async function checkEstimate(
  files: BenchmarkFiles,
  settings: BenchmarkSettings,
  rows: ReadonlySet<string> | undefined,
): Promise<void> {
  const { rows: rehearsed } = await runBenchmark(files, { ...settings, contestants: () => [naiveContestant()] });
  const each = rehearsed.reduce((total, { ownInputTokens }) => total + (ownInputTokens ?? 0), 0);
  const tokens = each * liveRows.filter((name) => rows === undefined || rows.has(name)).length;
  if (tokens <= mostTokens || settings.signal?.aborted) return;
  throw inputError(
    `The model would have to read about ${groupDigits(tokens)} tokens.`,
    "Add --yes to go on, or choose rows with --strategy.",
  );
}
