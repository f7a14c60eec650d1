import type { EmulatedReply } from "./emulated-reply.ts";
import type { EmulatedRequest } from "./emulated-request.ts";

/** Answers a request; may take its time, and ends with the signal when the client has gone. */
export type EmulatedAnswer = (
  request: EmulatedRequest,
  options: { readonly signal: AbortSignal },
) => EmulatedReply | Promise<EmulatedReply>;

/** A model of the emulator. */
export interface EmulatedModel {
  /** Tokens that fit into a request, by the formula of `emulatedTokens`. */
  readonly contextWindow: number;
  /**
   * What it answers. A list is played in order, one reply a request that reaches the model, and its last one is repeated.
   * A request that a fault spoils leaves its reply to the next.
   */
  readonly reply: readonly EmulatedReply[] | EmulatedAnswer;
  /** Most tokens of an answer. Default: what the window leaves. */
  readonly maximumOutputTokens?: number;
  /** `false`: `reasoning.effort` and encrypted reasoning are refused. Default: accepted. */
  readonly reasoning?: boolean;
}
