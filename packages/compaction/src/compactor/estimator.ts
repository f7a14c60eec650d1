import type { Usage } from "@massgen/core";
import type { Analyser } from "../conversation/analyser.ts";
import { createPacer } from "../counting/pacer.ts";
import { type RequestParts, requestTokens } from "../counting/request-tokens.ts";
import type { TokenCounter } from "../counting/token-counter.ts";
import type { Calibration } from "./calibration.ts";
import type { FitOptions } from "./compactor.ts";
import type { BaselineState } from "./compactor-state.ts";
import { createRunningCount } from "./running-count.ts";

export interface EstimatorSettings {
  readonly calibration: Calibration;
  readonly counter: TokenCounter;
  readonly baseline: BaselineState | null | undefined;
}

/**
 * Says how large a request will be. Up to the last request whose usage is known the provider's number counts; what came
 * after is counted and scaled by what the provider's numbers have taught.
 */
export interface Estimator<Item> {
  estimate(items: readonly Item[], analyser: Analyser<Item>, options: FitOptions): Promise<number>;
  /** The scale under which the counted tokens of the conversation at hand add up to its estimate. */
  scale(): number;
  /** Tokens of the request beside the items. */
  requestTokens(options: FitOptions): number;
  /** Notes what is sent, so that the usage that comes back can be compared with it. */
  sent(items: readonly Item[], analyser: Analyser<Item>, options: FitOptions): Promise<void>;
  record(usage: Usage): void;
  /** Learns that the request at hand is larger than the window, and answers with its new estimate. */
  overflowed(contextWindow: number): number;
  forgetBaseline(): void;
  baseline(): BaselineState | undefined;
}

export function createEstimator<Item>({ calibration, counter, baseline: saved }: EstimatorSettings): Estimator<Item> {
  const running = createRunningCount<Item>();
  let lastRequest: (RequestParts & { readonly tokens: number }) | undefined;
  let baseline = saved ?? undefined;
  let lastSent: { readonly length: number; readonly counted: number } | undefined;
  let current = { counted: 0, scale: calibration.scale() };

  const countRequest = (request: RequestParts | undefined): number => {
    if (request === undefined) return 0;
    const { instructions, tools } = request;
    if (lastRequest === undefined || lastRequest.instructions !== instructions || lastRequest.tools !== tools) {
      lastRequest = { instructions, tools, tokens: requestTokens(request, counter).tokens };
    }
    return lastRequest.tokens;
  };

  return {
    async estimate(items, analyser, { request, signal }) {
      const counted = countRequest(request) + (await running.count(items, analyser, createPacer(signal)));
      const scale = calibration.scale();
      const known =
        baseline === undefined || baseline.length > items.length
          ? undefined
          : baseline.reported + (counted - baseline.counted) * scale;
      // Where tools or instructions went that were most of what was reported, the difference may be all there is, or more.
      const tokens = known !== undefined && known > 0 ? known : counted * scale;
      current = { counted, scale: counted > 0 ? tokens / counted : scale };
      return Math.round(tokens);
    },
    scale: () => current.scale,
    requestTokens: ({ request }) => Math.round(countRequest(request) * current.scale),
    async sent(items, analyser, { request, signal }) {
      const counted = countRequest(request) + (await running.count(items, analyser, createPacer(signal)));
      lastSent = { length: items.length, counted };
    },
    record({ inputTokens }) {
      if (lastSent === undefined) return;
      calibration.observe(lastSent.counted, inputTokens);
      baseline = { ...lastSent, reported: inputTokens };
    },
    overflowed(contextWindow) {
      baseline = undefined;
      calibration.observeOverflow(current.counted, contextWindow);
      current = { ...current, scale: Math.max(current.scale, calibration.scale()) };
      return Math.round(current.counted * current.scale);
    },
    forgetBaseline() {
      baseline = undefined;
    },
    baseline: () => baseline,
  };
}
