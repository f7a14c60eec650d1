import { type CompactorState, recallTool } from "@massgen/compaction";
import type { Backend, BackendRequestParts, MassGenEvent } from "@massgen/core";
import { type Agent, createAgent, defaultStrategies } from "@massgen/orchestrator";
import type { BackendChoice } from "../backend-options/backend-choice.ts";
import { createBackend } from "../backend-options/create-backend.ts";
import type { OpenConversation } from "../conversations/open-conversation.ts";
import { compactorTriggerOf, serverThresholdOf, stateForModel } from "./compaction-settings.ts";

/** An agent as one model has it. */
export interface AgentSession {
  readonly agent: Agent;
  readonly backend: Backend;
  readonly choice: BackendChoice;
  /** What each request holds beside the conversation. */
  readonly parts: BackendRequestParts;
}

export interface AgentSessionSettings {
  readonly choice: BackendChoice;
  readonly environment: NodeJS.ProcessEnv;
  /** What the agent goes on from and writes to; without one nothing is kept. */
  readonly conversation?: OpenConversation | undefined;
  /** What the compactor of the same model and window knew. Default: what is stored with the conversation. */
  readonly state?: CompactorState | undefined;
  readonly onEvent: (event: MassGenEvent) => void;
}

/** Makes the agent for what was chosen. @throws MassGenError */
export async function createAgentSession(settings: AgentSessionSettings): Promise<AgentSession> {
  const { choice, environment, conversation, onEvent } = settings;
  const { compaction: mode, store, contextWindow, target, instructions } = choice;
  const backend = await createBackend(choice, environment, {
    compaction: mode,
    store,
    serverThreshold: serverThresholdOf(choice),
  });
  const state = settings.state ?? conversation?.compactorState;
  const agent = createAgent({
    backend,
    ...(instructions !== undefined && { instructions }),
    request: requestOf(choice, conversation),
    recall: choice.recall,
    compaction: {
      contextWindow,
      trigger: compactorTriggerOf(choice),
      target: Math.floor(target <= 1 ? target * contextWindow : target),
      model: choice.model,
      // Named, it is known to be what was asked for, and no notice says that the provider has none of its own.
      ...(mode === "off" && { strategies: defaultStrategies(backend, contextWindow) }),
      ...(conversation && { archive: conversation.archive }),
      ...(state && { state }),
    },
    ...(conversation && { log: conversation.log }),
    onEvent,
  });
  // Only now is it known that the choice is one that can be worked with.
  conversation?.saveChoice(choice);
  const tools = choice.recall ? [definitionOf(recallTool(agent.archive))] : [];
  return { agent, backend, choice, parts: { tools, ...(instructions !== undefined && { instructions }) } };
}

/** The same conversation with another model, or with the same one elsewhere. */
export function switchModel(
  session: AgentSession,
  settings: Omit<AgentSessionSettings, "state">,
): Promise<AgentSession> {
  return createAgentSession({
    ...settings,
    state: stateForModel(session.agent.state(), settings.choice.contextWindow),
  });
}

function requestOf(
  { reasoningEffort, maximumOutputTokens }: BackendChoice,
  conversation: OpenConversation | undefined,
) {
  return {
    ...(reasoningEffort !== undefined && { reasoning: { effort: reasoningEffort } }),
    ...(maximumOutputTokens !== undefined && { maximumOutputTokens }),
    ...(conversation && { cacheKey: conversation.id }),
  };
}

function definitionOf({ name, description, parameters }: ReturnType<typeof recallTool>) {
  return { name, description, parameters };
}
