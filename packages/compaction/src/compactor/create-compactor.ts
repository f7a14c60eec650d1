import { createSerialiser } from "@massgen/core";
import { readUsage } from "@massgen/core/provider";
import { chooseAdapter } from "../adapters/choose-adapter.ts";
import type { CompactResult } from "../compact.ts";
import { type Analyser, createAnalyser } from "../conversation/analyser.ts";
import { contentKey } from "../conversation/content-key.ts";
import { openCalls } from "../conversation/repair.ts";
import { heuristicCounter } from "../counting/heuristic-counter.ts";
import { chooseImages } from "../counting/images/choose-images.ts";
import { createMemoryArchive } from "../memory-archive.ts";
import { adopt } from "../strategies/native/adopt.ts";
import { createBreakEven } from "./break-even.ts";
import { createBreaker } from "./breaker.ts";
import { createCalibration } from "./calibration.ts";
import { checkConversation, checkFitOptions } from "./call-checks.ts";
import { checkCompactorOptions } from "./check-compactor-options.ts";
import { createCompactionRunner } from "./compaction-runner.ts";
import type { Compactor, FitOptions, FitResult } from "./compactor.ts";
import type { CompactorOptions } from "./compactor-options.ts";
import { createContinuityTracker } from "./continuity.ts";
import { createDueCheck } from "./due-check.ts";
import { createEstimator } from "./estimator.ts";
import { createLearntWindow } from "./learnt-window.ts";
import { createLimits } from "./limits.ts";
import type { Occasion } from "./occasion.ts";
import { createPlacedItems } from "./placed-items.ts";
import { isServerCompacted, sizeServerItem } from "./server-compaction.ts";
import { skippedReport } from "./skipped-report.ts";
import { isTokens } from "./state-checks.ts";

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
  const breakEven = options.prices === undefined ? undefined : createBreakEven(options.prices, saved?.breakEven);
  const breaker = createBreaker(options.maximumFailures, saved?.breaker);
  const continuity = createContinuityTracker<Item>(saved?.continuity);
  const reportedTokens = new Map(Object.entries(saved?.reportedTokens ?? {}));
  const estimator = createEstimator<Item>({ calibration, counter, baseline: saved?.baseline });
  const placed = createPlacedItems<Item>(saved?.placedItems);
  const limits = createLimits(options, window);
  const asksModel = options.strategies?.[0]?.asksModel === true;
  const reasonToWait = createDueCheck({ limits, breaker, breakEven, asksModel });
  const compactNow = createCompactionRunner({ options, archive, estimator, placed, breaker, breakEven });
  const serialised = createSerialiser();
  let lastAnalyser: Analyser<Item> | undefined;
  let lastLength = 0;
  /** Looking through a long conversation at every call would cost more than the rest of it. */
  let mayHoldServerItem = true;
  /** After a rewind, what was done about a server's item may be undone with the rest. */
  let mayBeUndone = false;

  return {
    archive,
    fit: (items, fitOptions = {}) => serialised(() => run(items, fitOptions, "if-due")),
    compact: (items, fitOptions = {}) => serialised(() => run(items, fitOptions, "asked-for")),
    recover: (items, fitOptions = {}) =>
      serialised(() => run(items, fitOptions, fitOptions?.tooManyBytes ? "too-many-bytes" : "too-many-tokens")),
    rebuild: (items) =>
      serialised(async () => {
        checkConversation(items);
        return placed.restore(items, analyserFor(items), archive);
      }),
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
      ...(breakEven && { breakEven: breakEven.state() }),
    }),
  };

  async function run(given: readonly Item[], fitOptions: FitOptions, occasion: Occasion): Promise<FitResult<Item>> {
    checkConversation(given);
    checkFitOptions(fitOptions);
    fitOptions.signal?.throwIfAborted();
    const relation = continuity.compare(given);
    if (relation !== "continued") {
      estimator.forgetBaseline();
      mayHoldServerItem = true;
      mayBeUndone ||= relation === "rewound" || relation === "forked";
      if (relation !== "first") breaker.succeeded();
      if (relation === "replaced") startLedgerAnew();
    }
    const analyser = analyserFor(given);
    const adopted = await adoptServerCompaction(given, analyser, fitOptions);
    const items = adopted?.items ?? given;
    let tokens = await estimator.estimate(items, analyser, fitOptions);
    if (occasion === "too-many-tokens") tokens = learnFromOverflow(tokens);
    const why = occasion === "if-due" ? reasonToWait(items, analyser, tokens) : undefined;
    const result =
      why === undefined
        ? await compactNow(items, analyser, fitOptions, { tokens, ...limits.aim(occasion, tokens) })
        : (adopted ?? {
            items,
            report: skippedReport(items, analyser, { tokens, target: limits.target(), reason: why }),
          });
    noteCall(result.items.length, why === undefined ? result.report.tokensAfter : tokens);
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
    mayHoldServerItem = isServerCompacted(items, analyser, (item) => !mayBeUndone && placed.has(item));
    if (!mayHoldServerItem || openCalls(items.map((item) => analyser.facts(item))).length > 0) return undefined;
    mayHoldServerItem = false;
    mayBeUndone = false;
    const tokens = await estimator.estimate(items, analyser, fitOptions);
    const strategies = [adopt<Item>({ maximumExchangeTokens: limits.target() / 2 })];
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

  /** What another conversation has cost says nothing of how long this one will go on. */
  function startLedgerAnew(): void {
    breakEven?.restart();
    lastLength = 0;
  }

  /** A conversation that is looked at twice before a request has not grown in between. */
  function noteCall(length: number, tokens: number): void {
    if (length === lastLength) return;
    lastLength = length;
    breakEven?.called(tokens, limits.target());
  }

  function analyserFor(items: readonly Item[]): Analyser<Item> {
    if (lastAnalyser !== undefined && items.length === 0) return lastAnalyser;
    const adapter = chooseAdapter(items, options);
    if (lastAnalyser?.adapter === adapter) return lastAnalyser;
    const reported = {
      get: (item: Item) => reportedTokens.get(contentKey(item)),
      set(item: Item, tokens: number) {
        // A strategy from outside may say anything, and a state is to be read again.
        if (isTokens(tokens)) reportedTokens.set(contentKey(item), tokens);
      },
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
