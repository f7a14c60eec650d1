import type { ConversationItem } from "../item.ts";
import type { BackendError } from "./backend-error.ts";
import type { Usage } from "./usage.ts";

/** A piece of what the model says. */
export interface TextDeltaEvent {
  readonly type: "text-delta";
  readonly text: string;
}

/** A piece of what the model thinks, or of its provider's summary of it. */
export interface ReasoningDeltaEvent {
  readonly type: "reasoning-delta";
  readonly text: string;
}

/** A piece of a tool call's arguments; the call itself comes as an item. */
export interface ArgumentsDeltaEvent {
  readonly type: "arguments-delta";
  readonly callId: string;
  readonly name: string;
  readonly text: string;
}

/** An item is complete. It counts only once {@link FinishEvent} has come. */
export interface OutputItemEvent {
  readonly type: "item";
  readonly item: ConversationItem;
}

/** The request failed and is made again: what came since it began, deltas and items alike, is void. */
export interface RestartEvent {
  readonly type: "restart";
  readonly error: BackendError;
  /** 1 for the first repetition. */
  readonly attempt: number;
  readonly delayMilliseconds: number;
}

/**
 * Why the model stopped: it was done, it waits for tools, it reached a limit of tokens, or its provider stopped it for
 * what it says.
 */
export type FinishReason = "stop" | "tool-calls" | "length" | "content-filter";

/** The last event of a request that went well. */
export interface FinishEvent {
  readonly type: "finish";
  readonly reason: FinishReason;
  /** What the request added to the conversation, in order, as it is to be stored. */
  readonly items: readonly ConversationItem[];
  /** `undefined` where the provider reported none. */
  readonly usage?: Usage;
  readonly responseId?: string;
}

/** What a backend tells while it answers; types of event that a reader does not know are to be passed over. */
export type BackendEvent =
  | TextDeltaEvent
  | ReasoningDeltaEvent
  | ArgumentsDeltaEvent
  | OutputItemEvent
  | RestartEvent
  | FinishEvent;
