import type { BackendEvent } from "@massgen/core";

/** Events that come many at a time and are handed on one by one, without the cost of a generator between. */
export interface DirectRun {
  /** The next event that is here already; `undefined` where there is none. May throw, which ends the run. */
  take(): BackendEvent | undefined;
  /** Waits for more; `false` where there will be none. */
  fill(): Promise<boolean>;
  /** Called where the run ends with an error. */
  failed(error: unknown): void;
}

type Result = IteratorResult<BackendEvent, undefined>;
type Steps = AsyncGenerator<BackendEvent | DirectRun, undefined, undefined>;

/**
 * An iterator over the events of a generator that now and then yields a run of them instead of each by itself. An async
 * generator costs several turns of the microtask queue for each value that passes; an event of a run that is here
 * already costs one.
 */
export function createDirectIterator(steps: Steps): AsyncGenerator<BackendEvent, undefined, undefined> {
  let run: DirectRun | undefined;

  const onFilled = (more: boolean): Promise<Result> => {
    if (!more) run = undefined;
    return next();
  };
  const onFailure = (error: unknown): Promise<Result> => {
    run?.failed(error);
    run = undefined;
    return next();
  };
  const onStep = (result: IteratorResult<BackendEvent | DirectRun, undefined>): Result | Promise<Result> => {
    if (result.done === true) return result;
    if ("type" in result.value) return { done: false, value: result.value };
    run = result.value;
    return next();
  };
  const next = (): Promise<Result> => {
    if (run === undefined) return steps.next().then(onStep);
    try {
      const event = run.take();
      return event === undefined
        ? run.fill().then(onFilled, onFailure)
        : Promise.resolve({ done: false, value: event } as const);
    } catch (error) {
      return onFailure(error);
    }
  };

  return {
    next,
    async return() {
      run = undefined;
      await steps.return(undefined);
      return { done: true, value: undefined };
    },
    async throw(error) {
      run = undefined;
      await steps.return(undefined);
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await this.return(undefined);
    },
  };
}
