import type { Usage } from "@massgen/core";

/** What a model is asked: to write text. It is never offered a tool. */
export interface SummaryRequest {
  /** What to do; belongs into the system or developer message. */
  readonly instructions: string;
  /** What to do it with; belongs into the user message. */
  readonly input: string;
  /**
   * Tokens that the text of the answer may have. A model that reasons first needs room for that on top of this number.
   */
  readonly maximumTokens: number;
  /** Aborts once nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
}

/** What a model answered. All that it is not sure of may be left out. */
export interface SummaryAnswer {
  /** The text; reasoning in `<think>` marks at its beginning is taken off. */
  readonly text?: string | null;
  /** The provider's word for why the answer ended, e.g. `stop`, `length`, `max_tokens`. */
  readonly finishReason?: string | null;
  /** Whether there was reasoning and nothing else. */
  readonly reasoningOnly?: boolean;
  /** Calls of tools, of any shape; there should be none. */
  readonly toolCalls?: readonly unknown[] | null;
  readonly usage?: Usage | null;
}

/** Any function that completes text, for {@link summarize}. */
export type SummaryModel = (request: SummaryRequest) => Promise<string | SummaryAnswer>;
