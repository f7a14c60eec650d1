/** How much of an observation is taken over at once. */
const learningRate = 0.2;
/** Most that one observation may move the scale. */
const largestStep = 0.15;
/** A provider's count does not lie further below any counter of ours; beyond, the usage was another request's. */
export const smallestScale = 0.5;
/** Nor further above. */
export const largestScale = 2;

/** What has been learnt about a provider's tokens per counted token. */
export interface CalibrationState {
  readonly scale: number;
  readonly observations: number;
}

/** Learns from reported usage how many of the provider's tokens a counted token stands for. */
export interface Calibration {
  scale(): number;
  /** @param counted - tokens of a request by our counter. @param reported - the provider's tokens of the same request. */
  observe(counted: number, reported: number): void;
  /** Learns from a refusal that a request was larger than `limit`. */
  observeOverflow(counted: number, limit: number): void;
  state(): CalibrationState;
}

export function createCalibration(start: CalibrationState = { scale: 1, observations: 0 }): Calibration {
  let { scale, observations } = start;
  return {
    scale: () => scale,
    observe(counted, reported) {
      if (counted <= 0 || reported <= 0) return;
      const observed = clamp(reported / counted);
      const step = (observed - scale) * learningRate;
      scale = observations === 0 ? observed : scale + Math.max(-largestStep, Math.min(largestStep, step));
      observations += 1;
    },
    observeOverflow(counted, limit) {
      // A margin of 5 %: that the limit was passed is known, by how much is not.
      if (counted > 0) scale = clamp(Math.max(scale, (limit / counted) * 1.05));
    },
    state: () => ({ scale, observations }),
  };
}

function clamp(scale: number): number {
  return Math.max(smallestScale, Math.min(largestScale, scale));
}
