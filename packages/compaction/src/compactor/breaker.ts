/** Failures in a row after which no further compaction is tried for a while. */
const defaultFailures = 3;
/** Growth of the conversation, as a share, after which an open breaker gives one more try. */
const growthToRetry = 0.1;

export interface BreakerState {
  readonly failures: number;
  /** Tokens of the conversation at the last failure. */
  readonly tokensAtFailure: number;
}

/** Stops a compaction that fails every time from being tried on every call. A no-op is not a failure. */
export interface Breaker {
  /** Why no try is due; `undefined` where one is. */
  refusal(tokens: number): string | undefined;
  failed(tokens: number): void;
  succeeded(): void;
  state(): BreakerState;
}

export function createBreaker(
  limit: number = defaultFailures,
  start: BreakerState = { failures: 0, tokensAtFailure: 0 },
): Breaker {
  let { failures, tokensAtFailure } = start;
  return {
    refusal(tokens) {
      if (failures < limit || tokens >= tokensAtFailure * (1 + growthToRetry)) return undefined;
      return `${failures} compactions in a row failed; the next try is due once the conversation has grown by a tenth`;
    },
    failed(tokens) {
      failures += 1;
      tokensAtFailure = tokens;
    },
    succeeded() {
      failures = 0;
      tokensAtFailure = 0;
    },
    state: () => ({ failures, tokensAtFailure }),
  };
}
