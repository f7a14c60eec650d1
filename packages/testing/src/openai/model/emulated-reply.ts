import type { Billed } from "./billed.ts";

/** A call of a function. */
export interface EmulatedCall {
  readonly name: string;
  /** An object is written as JSON; a string is sent as it is, valid JSON or not. */
  readonly arguments: object | string;
  /** Default: a fresh one. */
  readonly callId?: string;
}

/** What the model answers: reasoning first, then text or refusal, then calls, then other items. */
export interface EmulatedReply {
  readonly text?: string;
  /** What it thinks before. Over the Responses API it becomes a sealed reasoning item. */
  readonly reasoning?: string;
  readonly calls?: readonly EmulatedCall[];
  /** Text with which it declines; takes the place of `text`. */
  readonly refusal?: string;
  /**
   * Output items of the Responses API that are sent as they are, valid or not; an absent `id` is added. A
   * `computer_call` needs no more than its `actions`, or the preview's `action`.
   */
  readonly items?: readonly Readonly<Record<string, unknown>>[];
  /** Counts to report in place of the computed ones. */
  readonly usage?: Partial<Billed>;
  /** Makes the answer end early for this reason. Default: only `max_output_tokens` ends it early. */
  readonly incomplete?: "max_output_tokens" | "content_filter";
  /** `finish_reason` over Chat Completions, in place of the one that follows from the answer. */
  readonly finishReason?: string;
}
