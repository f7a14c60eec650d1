import { type Archive, MassGenError } from "@massgen/core";
import type { CompactResult } from "../compact.ts";
import type { Analyser } from "../conversation/analyser.ts";
import { logRecordOf } from "../log-record.ts";
import type { RunResult } from "../outcome.ts";
import { type CompactionReport, endEvent, withdrawn } from "../report.ts";
import { runCompaction, wordsOf } from "../run-compaction.ts";
import { resolveTarget } from "../target.ts";
import type { BreakEven } from "./break-even.ts";
import type { Breaker } from "./breaker.ts";
import type { FitOptions } from "./compactor.ts";
import type { CompactorOptions } from "./compactor-options.ts";
import { withDeadline } from "./deadline.ts";
import type { Estimator } from "./estimator.ts";
import type { Aim } from "./limits.ts";
import type { PlacedItems } from "./placed-items.ts";
import { skippedReport } from "./skipped-report.ts";

export interface RunnerSettings<Item> {
  readonly options: CompactorOptions<Item>;
  readonly archive: Archive;
  readonly estimator: Estimator<Item>;
  readonly placed: PlacedItems<Item>;
  readonly breaker: Breaker;
  readonly breakEven: BreakEven | undefined;
}

/** One compaction, from its start to the commit. It never throws for a compaction that fails. */
export type CompactionRunner<Item> = (
  items: readonly Item[],
  analyser: Analyser<Item>,
  fitOptions: FitOptions,
  aim: Aim<Item> & { readonly tokens: number },
) => Promise<CompactResult<Item>>;

export function createCompactionRunner<Item>(settings: RunnerSettings<Item>): CompactionRunner<Item> {
  const { options, archive, estimator, placed, breaker, breakEven } = settings;

  return async (items, analyser, fitOptions, aim) => {
    const compacted = await compactInTime(items, analyser, fitOptions, aim);
    const result = await swap(items, analyser, compacted, fitOptions.signal);
    // Paid is paid, whatever became of it.
    const bill = breakEven?.bill(result.report.attempts, aim.tokens) ?? 0;
    if (result.report.status === "compacted") {
      breaker.succeeded();
      breakEven?.compacted({ ...madeBy(result.report, aim.tokens), bill });
    } else {
      if (isFailure(result.report)) breaker.failed(aim.tokens);
      breakEven?.failed(bill);
    }
    options.onEvent?.(endEvent(result.report));
    return result;
  };

  async function compactInTime(
    ...[items, analyser, fitOptions, aim]: Parameters<CompactionRunner<Item>>
  ): Promise<RunResult<Item>> {
    const { deadlineMilliseconds = 120_000, pin, onEvent } = options;
    const { tokens, target, acceptable, strategies = options.strategies } = aim;
    const run = {
      target,
      acceptable,
      requestTokens: estimator.requestTokens(fitOptions),
      request: fitOptions.request,
      archive,
      ...(strategies && { strategies }),
      ...(pin && { pin }),
      ...(onEvent && { onEvent }),
    };
    try {
      return await withDeadline(deadlineMilliseconds, fitOptions.signal, (signal) =>
        runCompaction(items, analyser, { ...run, signal }),
      );
    } catch (error) {
      if (!MassGenError.isInstance(error) || error.code !== "deadline") throw error;
      const limit = resolveTarget(target, tokens);
      const report = skippedReport(items, analyser, { tokens, target: limit, reason: error.problem });
      return { items, report: { ...report, status: "failed" } };
    }
  }

  /** The commit point: once the owner of the conversation has written the swap down, nothing takes it back. */
  async function swap(
    before: readonly Item[],
    analyser: Analyser<Item>,
    { accepted, ...result }: RunResult<Item>,
    signal: AbortSignal | undefined,
  ): Promise<CompactResult<Item>> {
    const { items: after, report } = result;
    if (accepted === undefined) return result;
    signal?.throwIfAborted();
    try {
      const missing = placed.note(before, accepted, analyser);
      if (missing.length > 0) await archive.put(missing);
      await options.beforeSwap?.({ before, after, report, record: logRecordOf(accepted, report) });
      return result;
    } catch (error) {
      const reason = `the compaction could not be written down, so it was not used: ${wordsOf(error)}`;
      return { items: before, report: withdrawn(report, reason) };
    }
  }
}

function madeBy({ attempts, target, tokensAfter }: CompactionReport, tokens: number) {
  const usages = attempts.flatMap(({ cost }) => (cost?.usage ? [cost.usage] : []));
  const written = usages.reduce((total, { outputTokens }) => total + outputTokens, 0);
  const asksModel = attempts.some(({ cost }) => cost !== undefined);
  return { tokens, target, tokensAfter, asksModel, outputTokens: usages.length > 0 ? written : undefined };
}

/** A chain that had nothing to propose, but in which nothing went wrong, is no failure. */
function isFailure({ status, attempts }: CompactionReport): boolean {
  return status === "failed" && (attempts.length === 0 || attempts.some((attempt) => attempt.outcome === "failed"));
}
