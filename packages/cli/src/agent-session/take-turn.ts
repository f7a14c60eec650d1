import type { ContentPart } from "@massgen/core";
import type { TurnResult } from "@massgen/orchestrator";
import { explainFailure } from "../backend-options/explain-failure.ts";
import type { OpenConversation } from "../conversations/open-conversation.ts";
import type { AgentSession } from "./agent-session.ts";

/** What a turn needs beside what is said. */
export interface TurnSettings {
  readonly session: AgentSession;
  readonly conversation: OpenConversation | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/**
 * One turn; what the compactor has learnt is stored however it ends.
 *
 * @param text - what is said, in words.
 * @param images - what is shown beside it.
 * @throws BackendError, MassGenError with a remedy in the words of the command line; the signal's reason on abort.
 */
export async function takeTurn(
  text: string,
  images: readonly ContentPart[],
  { session: { agent, choice }, conversation, environment, signal }: TurnSettings,
): Promise<TurnResult> {
  conversation?.noteQuestion(text);
  const content = images.length === 0 ? text : [...images, { type: "input_text", text }];
  try {
    return await agent.send(content, { signal });
  } catch (error) {
    throw explainFailure(error, choice, environment);
  } finally {
    conversation?.saveState(agent.state());
  }
}
