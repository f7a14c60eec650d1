import type { Compactor } from "@massgen/compaction";
import type { Backend, BackendRequestParts, ConversationItem, MassGenEvent } from "@massgen/core";
import type { AgentTool } from "../tools/agent-tool.ts";
import type { AgentConversation } from "./agent-conversation.ts";
import type { AgentRequest } from "./agent-settings.ts";

/** What the turns of one agent have in common. */
export interface TurnContext {
  readonly backend: Backend;
  readonly conversation: AgentConversation;
  readonly compactor: Compactor<ConversationItem>;
  readonly tools: ReadonlyMap<string, AgentTool>;
  readonly request: AgentRequest;
  /** The part of each request that stays the same. */
  readonly parts: BackendRequestParts;
  readonly maximumSteps: number;
  /** Tokens that one tool's output may have. */
  readonly maximumOutputTokens: number;
  /** The window that was found to be sendable last. */
  readonly sendable: { window: readonly ConversationItem[] };
  readonly emit: (event: MassGenEvent) => void;
  readonly clock: () => number;
}
