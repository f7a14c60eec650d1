import { AsyncLocalStorage } from "node:async_hooks";
import { createCompactor, recallTool } from "@massgen/compaction";
import {
  type ConversationItem,
  createSerialiser,
  type FunctionTool,
  MassGenError,
  type MassGenEvent,
} from "@massgen/core";
import type { AgentTool } from "../tools/agent-tool.ts";
import type { Agent } from "./agent.ts";
import { createAgentConversation } from "./agent-conversation.ts";
import { type AgentSettings, checkSettings } from "./agent-settings.ts";
import { canCompact, defaultStrategies } from "./default-strategies.ts";

import { runTurn } from "./run-turn.ts";
import { createTurnBooks } from "./turn-books.ts";
import type { TurnContext } from "./turn-context.ts";

/**
 * Makes an agent: one model, its tools and one conversation, which goes on where the log ends.
 *
 * @throws MassGenError `invalid-option`
 */
export function createAgent(settings: AgentSettings): Agent {
  checkSettings(settings);
  const { backend, compaction, log, instructions, maximumSteps = 50, maximumOutputShare = 0.25 } = settings;
  const { onEvent = () => undefined, clock = () => performance.now() } = settings;
  const { cacheKey, ...request } = settings.request ?? {};
  const emit = withFallbackNotice(settings, onEvent);
  const conversation = createAgentConversation(log);
  const compactor = createCompactor<ConversationItem>({
    strategies: defaultStrategies(backend, compaction.contextWindow),
    ...compaction,
    format: "openai-responses",
    beforeSwap: ({ after, record }) => conversation.swap(after, record),
    onEvent: emit,
  });
  const tools = [...(settings.tools ?? []), ...(settings.recall === false ? [] : [recallTool(compactor.archive)])];
  const context: TurnContext = {
    backend,
    conversation,
    compactor,
    tools: new Map(tools.map((tool) => [tool.name, tool])),
    request,
    parts: {
      tools: tools.map(definitionOf),
      ...(instructions !== undefined && { instructions }),
      ...(cacheKey !== undefined && { cacheKey }),
    },
    maximumSteps,
    sendable: { window: [] },
    maximumOutputTokens: Math.floor(compaction.contextWindow * maximumOutputShare),
    emit,
    clock,
  };
  const serialised = createSerialiser();
  const turns = new AsyncLocalStorage<boolean>();
  const queue = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (turns.getStore() === true) throw reentrant();
    return serialised(() => turns.run(true, work));
  };
  return {
    get items() {
      return conversation.window();
    },
    get history() {
      return conversation.whole();
    },
    archive: compactor.archive,
    send: (content, options = {}) => queue(() => runTurn(context, content, options)),
    compact: (options = {}) =>
      queue(async () => {
        const result = await compactor.compact(conversation.window(), { ...options, request: context.parts });
        createTurnBooks(emit).fitted(result);
        return result.report;
      }),
    state: () => compactor.state(),
  };
}

function reentrant(): MassGenError {
  return new MassGenError("A tool of the agent has called the agent that waits for it.", {
    code: "re-entrant",
    remedy: "Make a second agent for what the tool wants to ask.",
  });
}

/** The part of a tool that its model is told of. */
function definitionOf({ name, description, parameters, strict }: AgentTool): FunctionTool {
  return { name, parameters, ...(description && { description }), ...(strict !== undefined && { strict }) };
}

/** Says once, at the first compaction, that the provider has none of its own and what takes its place. */
function withFallbackNotice(
  { backend, compaction }: AgentSettings,
  onEvent: (event: MassGenEvent) => void,
): (event: MassGenEvent) => void {
  let told = canCompact(backend) || compaction.strategies !== undefined;
  return (event) => {
    if (event.type === "compaction-start" && !told) {
      told = true;
      const text = `${backend.name} has no compaction of its own: old tool outputs are cleared and its model sums up instead.`;
      onEvent({ type: "notice", code: "no-native-compaction", text });
    }
    onEvent(event);
  };
}
