import { loadO200kCounter } from "@massgen/compaction/o200k";
import { MassGenError } from "@massgen/core";
import { exitCodeOf } from "../backend-options/explain-failure.ts";
import { checkOutputPath, writeOutput } from "../conversation-file/write-output.ts";
import { exitCodes } from "../exit-codes.ts";
import { inputError } from "../input-error.ts";
import { handleInterruptions } from "../interruption.ts";
import { errorLine } from "../render/error-line.ts";
import { terminalSafeJson } from "../render/terminal-safe-json.ts";
import { writeStream } from "../render/write-stream.ts";
import { findOwnLogs } from "../session-logs/find-own-logs.ts";
import { createCompactionModel } from "../strategies/compaction-model.ts";
import type { BenchCommandOptions } from "./bench-command.ts";
import { parseLimits, parseMine, parseRates, parseRows } from "./bench-options.ts";
import type { BenchResult } from "./bench-result.ts";
import { chooseContestants } from "./contestants/choose-contestants.ts";
import { connectModel } from "./contestants/connect-model.ts";
import { checkEstimate } from "./contestants/estimate-live.ts";
import { markdownReport } from "./render/markdown-report.ts";
import { createProgressBar } from "./render/progress-bar.ts";
import { textReport } from "./render/text-report.ts";
import { type BenchmarkSettings, runBenchmark } from "./run-benchmark.ts";

/** Runs `massgen bench compaction` and answers with the exit code. */
export async function runBench(named: readonly string[], typed: BenchCommandOptions): Promise<number> {
  const mine = parseMine(typed.mine);
  const base = { limits: parseLimits(typed), rates: parseRates(typed.rates), now: () => performance.now() };
  const rows = parseRows(typed.strategy);
  if (typed.markdown !== undefined) await checkOutputPath(typed.markdown);
  const found = mine > 0 ? await findOwnLogs(process.env) : [];
  if (named.length + found.length === 0) throw noSession(mine > 0);
  const files = { named: [...new Set(named)], found, wanted: mine };

  const controller = new AbortController();
  // The second time nobody wants to wait for what is done.
  const release = handleInterruptions(() => {
    const isFirst = !controller.signal.aborted;
    controller.abort();
    return isFirst;
  });
  const bar = createProgressBar(process.stderr, base.now);
  try {
    const model = typed.model === undefined ? undefined : createCompactionModel(typed, process.env);
    const live = model && (await connectModel(model, typed, rows));
    const settings: BenchmarkSettings = {
      ...base,
      counter: await loadO200kCounter(),
      signal: controller.signal,
      onProgress: bar.update,
      contestants: (session) => chooseContestants(session, live, rows),
    };
    if (live !== undefined && typed.yes !== true) await checkEstimate(files, settings, rows);
    const result = await runBenchmark(files, settings);
    bar.clear();
    await writeResult(result, typed);
    const failure = model?.failure();
    if (failure !== undefined && !result.interrupted) {
      process.stderr.write(errorLine(failure));
      return exitCodeOf(failure);
    }
    return exitCode(result);
  } finally {
    bar.clear();
    release();
  }
}

async function writeResult(result: BenchResult, { json, markdown }: BenchCommandOptions): Promise<void> {
  const [only] = result.unread;
  if (result.sessions.length === 0 && only !== undefined && result.unread.length === 1) {
    throw new MassGenError(only.reason, { code: "invalid-input", remedy: only.remedy });
  }
  if (markdown !== undefined) await writeOutput(markdown, markdownReport(result));
  const text =
    json === true ? `${terminalSafeJson(JSON.stringify(result, null, 2))}\n` : textReport(result, process.stdout);
  await writeStream(process.stdout, text);
}

function exitCode({ interrupted, sessions }: BenchResult): number {
  if (interrupted) return exitCodes.interrupted;
  return sessions.length === 0 ? exitCodes.badInput : exitCodes.success;
}

function noSession(wasLookedFor: boolean): MassGenError {
  return wasLookedFor
    ? inputError("No session of Claude Code, Codex or massgen chat was found.", "Name the file of one.")
    : inputError("No session is named.", "Name files, or pass --mine for the newest of your own.");
}
