import type { AgentSession } from "../agent-session/agent-session.ts";
import type { SessionTotals } from "../agent-session/session-totals.ts";
import type { TypedBackendOptions } from "../backend-options/typed-backend-options.ts";
import type { OpenConversation } from "../conversations/open-conversation.ts";

/** What commands of a chat work on. */
export interface ChatContext {
  /** The agent of the model at hand. */
  session(): AgentSession;
  readonly conversation: OpenConversation;
  totals(): SessionTotals;
  /** Compacts the conversation now, and shows how that ended. */
  compact(signal: AbortSignal): Promise<void>;
  /** Goes on with another model. @throws MassGenError and leaves everything as it was. */
  switchTo(typed: TypedBackendOptions): Promise<void>;
  /** Shows a text beside the answers, whole lines. */
  show(text: string): void;
  /** Ends the chat after this. */
  leave(): void;
}
