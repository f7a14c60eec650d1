import type {
  ArgumentsDeltaEvent,
  FinishReason,
  ReasoningDeltaEvent,
  RestartEvent,
  TextDeltaEvent,
} from "./backend/backend-event.ts";
import type { Usage } from "./backend/usage.ts";
import type { ConversationItem } from "./item.ts";

/** An agent begins to work on something that was said to it. */
export interface TurnStartEvent {
  readonly type: "turn-start";
}

/** An item became part of the conversation, and is safe in its log where there is one. */
export interface ItemEvent {
  readonly type: "item";
  readonly item: ConversationItem;
}

/** What one request cost, as its provider reported it. */
export interface UsageEvent {
  readonly type: "usage";
  /** Whether it went on with the conversation or compacted it. */
  readonly purpose: "response" | "compaction";
  readonly usage: Usage;
}

/** A tool is about to run. */
export interface ToolStartEvent {
  readonly type: "tool-start";
  readonly callId: string;
  readonly name: string;
  /** JSON text as the model wrote it. */
  readonly arguments: string;
}

/** A tool has run. */
export interface ToolEndEvent {
  readonly type: "tool-end";
  readonly callId: string;
  readonly name: string;
  readonly status: "completed" | "failed" | "cancelled";
  readonly durationMilliseconds: number;
}

/** Something that a person should know, said once. */
export interface NoticeEvent {
  readonly type: "notice";
  /** Stable identifier in kebab-case. */
  readonly code: string;
  readonly text: string;
}

/** Why an agent stopped: for what its model said, or since it has made as many requests as it may. */
export type TurnEndReason = FinishReason | "step-limit";

/** An agent is done with what was said to it. A turn that fails has no such event. */
export interface TurnEndEvent {
  readonly type: "turn-end";
  readonly reason: TurnEndReason;
  /** Requests that it made. */
  readonly steps: number;
}

/** What an agent tells while it works. */
export type AgentEvent =
  | TurnStartEvent
  | TextDeltaEvent
  | ReasoningDeltaEvent
  | ArgumentsDeltaEvent
  | RestartEvent
  | ItemEvent
  | UsageEvent
  | ToolStartEvent
  | ToolEndEvent
  | NoticeEvent
  | TurnEndEvent;
