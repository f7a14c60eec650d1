import { createSerialiser, MassGenError } from "@massgen/core";
import { readUsage } from "@massgen/core/provider";
import { chooseAdapter } from "../adapters/choose-adapter.ts";
import type { CompactResult } from "../compact.ts";
import { type Analyser, createAnalyser } from "../conversation/analyser.ts";
import { contentKey } from "../conversation/content-key.ts";
import { openCalls } from "../conversation/repair.ts";
import { heuristicCounter } from "../counting/heuristic-counter.ts";
import { chooseImages } from "../counting/images/choose-images.ts";
import { logRecordOf } from "../log-record.ts";
import { createMemoryArchive } from "../memory-archive.ts";
import type { RunResult } from "../outcome.ts";
import { type CompactionReport, endEvent, withdrawn } from "../report.ts";
import { runCompaction, wordsOf } from "../run-compaction.ts";
import { adopt } from "../strategies/native/adopt.ts";
import type { Strategy } from "../strategies/strategy.ts";
import { type CompactionTarget, resolveTarget } from "../target.ts";
import { createBreaker } from "./breaker.ts";
import { createCalibration } from "./calibration.ts";
import type { Compactor, FitOptions, FitResult } from "./compactor.ts";
import { type CompactorOptions, checkCompactorOptions } from "./compactor-options.ts";
import { createContinuityTracker } from "./continuity.ts";
import { withDeadline } from "./deadline.ts";
import { createEstimator } from "./estimator.ts";
import { createLearntWindow } from "./learnt-window.ts";
import { lighteningStrategies } from "./lightening-strategies.ts";
import { createPlacedItems } from "./placed-items.ts";
import { isServerCompacted, sizeServerItem } from "./server-compaction.ts";
import { skippedReport } from "./skipped-report.ts";
import { thresholdTokens } from "./threshold.ts";

/** Share of the trigger that a result must stay below where none reaches the target, or the next call would be due too. */
const belowTrigger = 0.95;

/**
 * Makes a compactor: `fit` before a request, `record` after it, `recover` after an overflow.
 *
 * @throws MassGenError `invalid-option`
 */
export function createCompactor<Item>(options: CompactorOptions<Item>): Compactor<Item> {
  checkCompactorOptions(options);
  const { contextWindow, state: saved, counter = heuristicCounter, archive = createMemoryArchive() } = options;
  const window = createLearntWindow(contextWindow, saved?.window);
  const calibration = createCalibration(saved?.calibration);
  const breaker = createBreaker(options.maximumFailures, saved?.breaker);
  const continuity = createContinuityTracker<Item>(saved?.continuity);
  const reportedTokens = new Map(Object.entries(saved?.reportedTokens ?? {}));
  const estimator = createEstimator<Item>({ calibration, counter, baseline: saved?.baseline });
  const placed = createPlacedItems<Item>(saved?.placedItems);
  const serialised = createSerialiser();
  let lastAnalyser: Analyser<Item> | undefined;
  /** Looking through a long conversation at every call would cost more than the rest of it. */
  let mayHoldServerItem = true;

  return {
    archive,
    fit: (items, fitOptions = {}) => serialised(() => run(items, fitOptions, "if-due")),
    compact: (items, fitOptions = {}) => serialised(() => run(items, fitOptions, "asked-for")),
    recover: (items, fitOptions = {}) =>
      serialised(() => run(items, fitOptions, fitOptions.tooManyBytes ? "too-many-bytes" : "too-many-tokens")),
    rebuild: (items) => serialised(async () => placed.restore(items, analyserFor(items), archive)),
    record(usage, output = []) {
      if (usage === undefined || usage === null) return undefined;
      const read = readUsage(usage);
      estimator.record(read);
      if (lastAnalyser !== undefined && sizeServerItem(read, output, lastAnalyser)) mayHoldServerItem = true;
      return read;
    },
    state: () => ({
      version: 1,
      window: window.tokens(),
      calibration: calibration.state(),
      baseline: estimator.baseline() ?? null,
      breaker: breaker.state(),
      continuity: continuity.state() ?? null,
      reportedTokens: Object.fromEntries(reportedTokens),
      placedItems: placed.state(),
    }),
  };

  async function run(given: readonly Item[], fitOptions: FitOptions, occasion: Occasion): Promise<FitResult<Item>> {
    fitOptions.signal?.throwIfAborted();
    const relation = continuity.compare(given);
    if (relation !== "continued") {
      estimator.forgetBaseline();
      mayHoldServerItem = true;
      if (relation !== "first") breaker.succeeded();
    }
    const analyser = analyserFor(given);
    const adopted = await adoptServerCompaction(given, analyser, fitOptions);
    const items = adopted?.items ?? given;
    let tokens = await estimator.estimate(items, analyser, fitOptions);
    if (occasion === "too-many-tokens") tokens = learnFromOverflow(tokens);
    const target = window.scaled(thresholdTokens(options.target ?? 0.4, contextWindow));
    const why = occasion === "if-due" ? reasonToWait(items, analyser, tokens) : undefined;
    const result =
      why === undefined
        ? await compactNow(items, analyser, fitOptions, { tokens, ...aimOf(occasion, tokens, target) })
        : (adopted ?? { items, report: skippedReport(items, analyser, { tokens, target, reason: why }) });
    continuity.remember(result.items);
    await estimator.sent(result.items, analyser, fitOptions);
    return { ...result, continuity: relation };
  }

  /** Takes out what a server's own compaction stands for; `undefined` where there is none, or it was not used. */
  async function adoptServerCompaction(
    items: readonly Item[],
    analyser: Analyser<Item>,
    fitOptions: FitOptions,
  ): Promise<CompactResult<Item> | undefined> {
    if (!mayHoldServerItem) return undefined;
    mayHoldServerItem = isServerCompacted(items, analyser, placed.has);
    if (!mayHoldServerItem || openCalls(items.map((item) => analyser.facts(item))).length > 0) return undefined;
    mayHoldServerItem = false;
    const tokens = await estimator.estimate(items, analyser, fitOptions);
    const target = window.scaled(thresholdTokens(options.target ?? 0.4, contextWindow));
    const strategies = [adopt<Item>({ maximumExchangeTokens: target / 2 })];
    const result = await compactNow(items, analyser, fitOptions, { tokens, target: "99%", strategies });
    return result.report.status === "compacted" ? result : undefined;
  }

  /**
   * Where the estimate was exact, the window is smaller than it was taken for; otherwise the counter counts too little,
   * unless it would have to be off by more than counters are.
   */
  function learnFromOverflow(estimate: number): number {
    const isExact = estimator.baseline() !== undefined;
    const tokens = isExact ? estimate : estimator.overflowed(window.tokens());
    if (isExact || tokens < window.tokens()) window.learn(tokens);
    return tokens;
  }

  function aimOf(occasion: Occasion, tokens: number, target: number): Omit<Size<Item>, "tokens"> {
    if (occasion === "if-due") return { target, acceptable: Math.floor(triggerTokens() * belowTrigger) };
    if (occasion === "asked-for") return { target: Math.min(target, Math.ceil(tokens / 2)), acceptable: "90%" };
    if (occasion === "too-many-tokens") return { target, acceptable: "90%" };
    return { target: "99%", strategies: lighteningStrategies(options.strategies) };
  }

  function triggerTokens(): number {
    return window.scaled(thresholdTokens(options.trigger ?? 0.8, contextWindow));
  }

  /** Why no compaction is due; `undefined` where one is. */
  function reasonToWait(items: readonly Item[], analyser: Analyser<Item>, tokens: number): string | undefined {
    const trigger = triggerTokens();
    if (tokens < trigger) return `${tokens} tokens, below the trigger of ${trigger}`;
    const waiting = openCalls(items.map((item) => analyser.facts(item))).filter((call) => call.pending).length;
    if (waiting > 0)
      return `deferred until ${waiting === 1 ? "an open call is" : `${waiting} open calls are`} answered`;
    return breaker.refusal(tokens);
  }

  async function compactNow(
    items: readonly Item[],
    analyser: Analyser<Item>,
    fitOptions: FitOptions,
    size: Size<Item>,
  ): Promise<CompactResult<Item>> {
    const compacted = await compactInTime(items, analyser, fitOptions, size);
    const result = await swap(items, analyser, compacted, fitOptions.signal);
    if (result.report.status === "compacted") breaker.succeeded();
    else if (isFailure(result.report)) breaker.failed(size.tokens);
    options.onEvent?.(endEvent(result.report));
    return result;
  }

  async function compactInTime(
    items: readonly Item[],
    analyser: Analyser<Item>,
    fitOptions: FitOptions,
    { tokens, target, acceptable, strategies = options.strategies }: Size<Item>,
  ): Promise<RunResult<Item>> {
    const { deadlineMilliseconds = 120_000, pin, onEvent } = options;
    const settings = {
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
        runCompaction(items, analyser, { ...settings, signal }),
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

  function analyserFor(items: readonly Item[]): Analyser<Item> {
    if (lastAnalyser !== undefined && items.length === 0) return lastAnalyser;
    const adapter = chooseAdapter(items, options);
    if (lastAnalyser?.adapter === adapter) return lastAnalyser;
    const reported = {
      get: (item: Item) => reportedTokens.get(contentKey(item)),
      set: (item: Item, tokens: number) => void reportedTokens.set(contentKey(item), tokens),
    };
    lastAnalyser = createAnalyser({
      adapter,
      counter,
      images: chooseImages(options),
      scale: estimator.scale,
      reported,
      outlivesItems: true,
    });
    return lastAnalyser;
  }
}

/** Why a conversation is looked at. */
type Occasion = "if-due" | "asked-for" | "too-many-tokens" | "too-many-bytes";

/** How large the request is, and how large it shall be, in tokens. */
interface Size<Item> {
  readonly tokens: number;
  readonly target: CompactionTarget;
  readonly acceptable?: CompactionTarget;
  /** Default: those of the options. */
  readonly strategies?: readonly Strategy<Item>[] | undefined;
}

/** A chain that had nothing to propose, but in which nothing went wrong, is no failure. */
function isFailure({ status, attempts }: CompactionReport): boolean {
  return status === "failed" && (attempts.length === 0 || attempts.some((attempt) => attempt.outcome === "failed"));
}
