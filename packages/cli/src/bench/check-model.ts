import type { SessionLog } from "../session-logs/session-log.ts";
import type { Rates } from "./limits.ts";
import { cachedTokens } from "./prefix-cache.ts";
import { type SizeFit, type SizePoint, stretchesOf } from "./sizes/fit-sizes.ts";

/** How far the replay's figures are from what the provider reported, for the same requests. */
export interface ModelCheck {
  /** Requests with usage. */
  readonly records: number;
  /** Modelled over reported, less one: of all input, of the input that no cache served, of the cost. */
  readonly inputError: number;
  readonly uncachedError: number;
  readonly costError: number;
  /** Requests that the provider's cache did not serve although the one before had the same beginning: it had expired. */
  readonly missedCalls: number;
  /** The error of the cost without those. */
  readonly costErrorWithoutMissed: number;
}

interface Figures {
  readonly input: number;
  readonly uncached: number;
  readonly cost: number;
}

/**
 * Applies the model of sizes, cache and cost to the session as it really went, its own compactions included, and compares
 * with the usage of each request. `null` where no sizes were learnt, or no cache was reported.
 *
 * The model knows of a stretch between two of the session's own compactions only where it starts.
 */
export function checkModel(
  { calls }: Pick<SessionLog, "calls">,
  points: readonly (SizePoint & { readonly call: number })[],
  { scale, points: learntFrom }: Pick<SizeFit, "scale" | "points">,
  rates: Rates,
): ModelCheck | null {
  const isReported = points.some(({ call }) => calls[call]?.usage?.cachedInputTokens !== undefined);
  if (learntFrom === 0 || !isReported) return null;
  const pairs = stretchesOf(points).flatMap((stretch) => {
    const offset = (stretch[0]?.reported ?? 0) - scale * (stretch[0]?.counted ?? 0);
    return stretch.map(({ counted, call }, index) => {
      const input = offset + scale * counted;
      const before = index === 0 ? 0 : offset + scale * (stretch[index - 1]?.counted ?? 0);
      const cached = Math.min(cachedTokens(before), input);
      const { usage } = calls[call] ?? {};
      const output = usage?.outputTokens ?? 0;
      const modelled = figuresOf(input, cached, output, rates);
      const read = usage?.cachedInputTokens ?? 0;
      const reported = figuresOf(usage?.inputTokens ?? 0, read, output, rates, usage?.cacheWriteTokens);
      return { modelled, reported, isMissed: cached > 0 && read === 0 };
    });
  });
  const served = pairs.filter(({ isMissed }) => !isMissed);
  return {
    records: pairs.length,
    inputError: errorOf(pairs, "input"),
    uncachedError: errorOf(pairs, "uncached"),
    costError: errorOf(pairs, "cost"),
    missedCalls: pairs.length - served.length,
    costErrorWithoutMissed: errorOf(served, "cost"),
  };
}

/** @param written - tokens written to the cache. Default: all that was not read from it. */
function figuresOf(input: number, read: number, output: number, rates: Rates, written = input - read): Figures {
  const uncached = input - read;
  const rest = Math.max(0, uncached - written);
  const cost = read * rates.cacheRead + written * rates.cacheWrite + rest + output * rates.output;
  return { input, uncached, cost };
}

function errorOf(
  pairs: readonly { readonly modelled: Figures; readonly reported: Figures }[],
  figure: keyof Figures,
): number {
  const modelled = pairs.reduce((total, pair) => total + pair.modelled[figure], 0);
  const reported = pairs.reduce((total, pair) => total + pair.reported[figure], 0);
  return reported === 0 ? 0 : modelled / reported - 1;
}
