import {
  type Backend,
  BackendError,
  type BackendRequest,
  type ComputerModelSession,
  type ComputerTask,
  type ComputerTurn,
  type ConversationItem,
  type FinishEvent,
} from "@massgen/core";
import { toolDefinitions } from "../request/tool-definitions.ts";
import { computerTool } from "./computer-tool.ts";
import { computerDialect } from "./dialects/computer-dialect.ts";
import { computerUsePreviewDialect } from "./dialects/computer-use-preview-dialect.ts";
import { functionsFor } from "./function-tools.ts";
import { instructionsFor } from "./instructions.ts";
import type { ModelOutput } from "./model-output.ts";
import type { ResolvedComputerSettings } from "./openai-computer-settings.ts";
import { readDecision } from "./read-decision.ts";
import { type AnsweredTurn, turnItems } from "./turn-items.ts";

export interface SessionParts {
  readonly backend: Backend;
  readonly settings: ResolvedComputerSettings;
}

/** A turn of an earlier run, and what came of it. */
interface PastTurn {
  readonly turn: ComputerTurn;
  readonly output: ModelOutput;
}

/** Where a session stands. Never changed in place, so that a turn that fails leaves no trace. */
interface SessionState {
  /** What the last request sent. */
  readonly items: readonly ConversationItem[];
  readonly last?: AnsweredTurn;
}

/** A session whose conversation is what its requests have sent, with the outputs between. */
export function createComputerSession(
  task: ComputerTask,
  past: readonly PastTurn[],
  { backend, settings }: SessionParts,
): ComputerModelSession {
  const isPreview = settings.dialect === "computer-use-preview";
  const dialect = isPreview ? computerUsePreviewDialect : computerDialect;
  const screenshots = { isPreview, detail: settings.detail };
  const instructions = instructionsFor(task.computer.environment, settings);
  const functions = settings.askTool ? toolDefinitions(functionsFor(task.computer), backend.name) : [];

  const itemsFor = (turn: ComputerTurn, { items, last }: SessionState) =>
    settings.prune([...items, ...turnItems(turn, last, screenshots)]);

  const stateAfter = (turn: ComputerTurn, output: ModelOutput, items: readonly ConversationItem[]) => {
    const answer = readDecision(output, { dialect, computer: task.computer, frame: turn.observation.frame });
    return { items, last: { turn, answer } };
  };

  const rebuilt = async () => {
    let state: SessionState = { items: [taskMessage(task)] };
    for (const { turn, output } of past) state = stateAfter(turn, output, await itemsFor(turn, state));
    return state;
  };

  let current: SessionState | undefined;
  return {
    async decide(turn, { signal } = {}) {
      signal?.throwIfAborted();
      current ??= await rebuilt();
      const items = await itemsFor(turn, current);
      const tool = computerTool(settings.dialect, task.computer.environment, turn.observation.frame);
      const request: BackendRequest = {
        items,
        instructions,
        ...(settings.reasoning && { reasoning: settings.reasoning }),
        // The contract of backends knows functions only.
        extraBody: { tools: [tool, ...functions], ...(isPreview && { truncation: "auto" }) },
      };
      const { event, requests } = await ask(backend, request, signal);
      const output = { reason: event.reason, items: event.items };
      const next = stateAfter(turn, output, items);
      current = next;
      return { decision: next.last.answer.decision, output, ...(event.usage && { usage: event.usage }), requests };
    },
  };
}

function taskMessage({ task, story }: ComputerTask): ConversationItem {
  const before = story === undefined ? "" : `\n\nWhat was done of it before you took over:\n${story}`;
  return { type: "message", role: "user", content: [{ type: "input_text", text: `${task}${before}` }] };
}

async function ask(
  backend: Backend,
  request: BackendRequest,
  signal: AbortSignal | undefined,
): Promise<{ readonly event: FinishEvent; readonly requests: number }> {
  let requests = 1;
  for await (const event of backend.stream(request, { signal })) {
    if (event.type === "restart") requests += 1;
    if (event.type === "finish") return { event, requests };
  }
  throw new BackendError(`${backend.name} ended without an answer.`, {
    code: "stream-cut",
    remedy: "Ask again.",
    retryable: true,
  });
}
