import type { Archive, Usage } from "@massgen/core";
import type { RequestParts } from "../counting/request-tokens.ts";
import type { CompactionReport } from "../report.ts";
import type { CompactorState } from "./compactor-state.ts";
import type { Continuity } from "./continuity.ts";

export interface FitOptions {
  /** Counted with the conversation, since the provider counts them too. */
  readonly request?: RequestParts;
  readonly signal?: AbortSignal;
}

export interface RecoverOptions extends FitOptions {
  /**
   * Whether the provider refused the bytes of the request, not its tokens, as it does after many screenshots: then old
   * images go first, and nothing is learnt about the window. Default false.
   */
  readonly tooManyBytes?: boolean;
}

export interface FitResult<Item> {
  /** What to send: the compacted conversation, or the very array that was passed in. */
  readonly items: readonly Item[];
  readonly report: CompactionReport;
  /** How the conversation relates to the one of the call before. */
  readonly continuity: Continuity;
}

/** Keeps one agent's conversation inside its window, call after call. Calls on one compactor run one after the other. */
export interface Compactor<Item> {
  /**
   * To be called before each request. Compacts where the request would reach the trigger; otherwise passes the
   * conversation on. Never throws for a compaction that fails: the report says so, and the original is passed on.
   *
   * @throws MassGenError `invalid-item`, `orphaned-result`, `unknown-format`; the signal's reason on abort.
   */
  fit(items: readonly Item[], options?: FitOptions): Promise<FitResult<Item>>;
  /**
   * To be called after each request with the usage that the provider reported, in the provider's own shape; it makes the
   * next estimate exact up to here. Answers with the usage in one shape for every provider; without usage, as some
   * servers leave it out, nothing is learnt.
   *
   * @param output - what the response added to the conversation. Needed where the server compacts while it answers: the
   * usage then tells the size of its opaque item.
   * @throws MassGenError `invalid-usage` where something is passed that is no usage.
   */
  record(usage: unknown, output?: readonly Item[]): Usage | undefined;
  /**
   * To be called after the provider refused a request as too long, see {@link isContextOverflow}: compacts whatever the
   * estimate says, and learns that the window, or the counter, is smaller than it was taken for.
   */
  recover(items: readonly Item[], options?: RecoverOptions): Promise<FitResult<Item>>;
  /** Compacts whatever the estimate says, as a user may ask for: to the target, or to half of what there is now. */
  compact(items: readonly Item[], options?: FitOptions): Promise<FitResult<Item>>;
  /**
   * To be called where a provider cannot read an opaque item, as another one does after a change of model: puts what
   * opaque items stand for back in their place. Nothing is compacted; `fit` sees to that.
   *
   * @throws MassGenError `lost-originals` where an opaque item did not come through this compactor, or its archive lost
   * what the item stands for.
   */
  rebuild(items: readonly Item[]): Promise<readonly Item[]>;
  /** What the archive is that `recall` searches. */
  readonly archive: Archive;
  /** Plain JSON from which {@link CompactorOptions.state} goes on. */
  state(): CompactorState;
}
