import type { Fault, FaultContext } from "./fault.ts";
import { parseFault } from "./parse-fault.ts";

/** Which requests a queued fault is for. */
export interface FaultTarget {
  /** End of the path, e.g. `/responses`. Default: any. */
  readonly path?: string;
  /** How many requests it hits. Default: 1. */
  readonly times?: number;
}

/** Decides which fault a request meets. */
export class FaultQueue {
  readonly #queued: { readonly fault: Fault; readonly path: string; times: number }[] = [];
  readonly #ask: ((context: FaultContext) => Fault | undefined) | undefined;

  constructor(ask: ((context: FaultContext) => Fault | undefined) | undefined) {
    this.#ask = ask;
  }

  add(fault: Fault, { path = "", times = 1 }: FaultTarget = {}): void {
    this.#queued.push({ fault, path, times });
  }

  /**
   * The fault of a request: by its header, else the first queued one for its path, else what the function says.
   *
   * @throws Refusal where the header says nothing that is known.
   */
  take(context: FaultContext, header: string | undefined): Fault | undefined {
    if (header !== undefined) {
      const { fault, times } = parseFault(header);
      return context.attempt <= (times ?? Number.POSITIVE_INFINITY) ? fault : undefined;
    }
    const index = this.#queued.findIndex(({ path, times }) => times > 0 && context.path.endsWith(path));
    const queued = this.#queued[index];
    if (queued === undefined) return this.#ask?.(context);
    queued.times -= 1;
    if (queued.times <= 0) this.#queued.splice(index, 1);
    return queued.fault;
  }
}
