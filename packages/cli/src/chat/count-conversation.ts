import type { AgentSession } from "../agent-session/agent-session.ts";
import { estimateTokens } from "../agent-session/estimate-tokens.ts";

/** Longest wait for a provider's count, in milliseconds; an estimate is at hand. */
const patience = 10_000;

/** Tokens of a conversation, and whose count that is; `undefined` for an estimate. */
export interface CountedConversation {
  readonly tokens: number;
  readonly countedBy: string | undefined;
}

/** Counts by the provider where it does that, and estimates where it does not, or cannot now. */
export async function countConversation(session: AgentSession, signal: AbortSignal): Promise<CountedConversation> {
  const { agent, backend, parts } = session;
  const { items } = agent;
  if (items.length === 0) return { tokens: 0, countedBy: undefined };
  try {
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    const tokens = await backend.countTokens?.({ items, ...parts }, { signal: inTime });
    if (tokens !== undefined) return { tokens, countedBy: backend.capabilities.provider };
  } catch {
    signal.throwIfAborted();
  }
  return { tokens: await estimateTokens(items, parts, agent.state()), countedBy: undefined };
}
