import type { AgentEvent } from "./agent-event.ts";
import type { ComputerEvent } from "./computer/computer-event.ts";

/** A compaction begins: nothing has changed yet. */
export interface CompactionStartEvent {
  readonly type: "compaction-start";
  readonly items: number;
  /** Size that the result may have at most: tokens, or a share of the conversation such as `"40%"`. */
  readonly target: number | string;
}

/** A compaction is at work; sent at most a few times a second. */
export interface CompactionProgressEvent {
  readonly type: "compaction-progress";
  readonly phase: "counting" | "planning";
  /** Strategy at work, in the phase `planning`. */
  readonly strategy?: string;
  /** Share of the phase that is done, 0 to 1, where it is known. */
  readonly fraction?: number;
}

/** A compaction ended; unless `status` is `compacted`, the conversation is what it was before. */
export interface CompactionEndEvent {
  readonly type: "compaction-end";
  readonly status: "compacted" | "skipped" | "failed";
  /** Strategy whose proposal was accepted. */
  readonly strategy: string | null;
  readonly reason: string;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
}

/** The first request after a compaction was answered, and its provider has said what is left of the conversation. */
export interface CompactionMeasuredEvent {
  readonly type: "compaction-measured";
  readonly strategy: string | null;
  /** As estimated before the compaction, from the usage reported last. */
  readonly tokensBefore: number;
  /** Input tokens that the provider reported for the request. */
  readonly tokensAfter: number;
}

/** All that happens is one typed stream; names are `noun-verb`. */
export type MassGenEvent = CompactionEvent | AgentEvent | ComputerEvent;

/** What a compaction tells while it works. */
export type CompactionEvent =
  | CompactionStartEvent
  | CompactionProgressEvent
  | CompactionEndEvent
  | CompactionMeasuredEvent;
