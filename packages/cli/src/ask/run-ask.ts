import type { MassGenEvent } from "@massgen/core";
import type { TurnResult } from "@massgen/orchestrator";
import { type AgentSession, createAgentSession } from "../agent-session/agent-session.ts";
import { costOf, type RequestUsage, type SessionCost } from "../agent-session/session-cost.ts";
import { takeTurn } from "../agent-session/take-turn.ts";
import type { AskCommandOptions } from "../ask-command.ts";
import { resolveBackendChoice } from "../backend-options/backend-choice.ts";
import { loadModelOverrides } from "../configuration/load-model-overrides.ts";
import { isConversationId } from "../conversations/conversation-id.ts";
import { continueConversation } from "../conversations/enter-conversation.ts";
import type { OpenConversation } from "../conversations/open-conversation.ts";
import { exitCodes } from "../exit-codes.ts";
import { noteOutput } from "../interruption.ts";
import { dimOn } from "../render/dim-on.ts";
import { terminalSafeJson } from "../render/terminal-safe-json.ts";
import { turnEndings } from "../render/turn-ending.ts";
import { createTurnView } from "../render/turn-view.ts";
import { writeStream } from "../render/write-stream.ts";
import { readImage } from "./read-image.ts";
import { readQuestion } from "./read-question.ts";

/** Runs `massgen ask` and answers with the exit code. */
export async function runAsk(argument: string | undefined, typed: AskCommandOptions): Promise<number> {
  const view = createTurnView({
    answers: typed.json === true ? undefined : process.stdout,
    remarks: process.stderr,
    dim: dimOn(process.stderr),
    onText: () => noteOutput("partial"),
  });
  const { question: asked, wanted } = sortOut(argument, typed.continue);
  const environment = process.env;
  // Before the question is asked: what is wrong there must not cost the answer.
  const overrides = typed.json === true ? await loadModelOverrides({ environment }) : undefined;
  const onWait = process.stderr.isTTY ? view.remark : undefined;
  const [question, images] = [
    await readQuestion(asked, { onWait }),
    await Promise.all((typed.image ?? []).map(readImage)),
  ];
  const entered =
    wanted === undefined
      ? { choice: await resolveBackendChoice({ ...typed, recall: false }, environment), conversation: undefined }
      : await continueConversation(wanted, { typed, environment, onRemark: view.remark });
  const { conversation } = entered;
  const requests: RequestUsage[] = [];
  const onEvent = (event: MassGenEvent) => {
    if (event.type === "usage") requests.push({ model: entered.choice.model, usage: event.usage });
    view.onEvent(event);
  };
  try {
    const session = await createAgentSession({ ...entered, environment, onEvent });
    const { signal } = new AbortController();
    const result = await takeTurn(question, images, { session, conversation, environment, signal });
    conversation?.keepChoice(session.agent.state());
    view.endTurn(result.text);
    const ending = turnEndings[result.reason];
    if (ending !== undefined) view.remark(ending);
    if (typed.json === true) {
      const cost = await costOf(requests, overrides);
      await writeStream(process.stdout, jsonOf(result, session, conversation, cost));
    }
    return result.reason === "content-filter" ? exitCodes.failed : exitCodes.success;
  } catch (error) {
    view.endTurn();
    throw error;
  } finally {
    await conversation?.close();
  }
}

/** `--continue "QUESTION"` means the newest conversation: an id has a form of its own. */
function sortOut(argument: string | undefined, wanted: string | true | undefined) {
  if (argument === undefined && typeof wanted === "string" && !isConversationId(wanted)) {
    return { question: wanted, wanted: true } as const;
  }
  return { question: argument, wanted };
}

function jsonOf(
  { text, reason, steps, usage, compactions }: TurnResult,
  { backend, choice }: AgentSession,
  conversation: OpenConversation | undefined,
  cost: SessionCost | undefined,
): string {
  const told = compactions.map(({ status, strategy, reason: why, tokensBefore, tokensAfter, durationMilliseconds }) => {
    return { status, strategy, reason: why, tokensBefore, tokensAfter, durationMilliseconds };
  });
  const answer = {
    text,
    reason,
    model: choice.model,
    backend: backend.name,
    steps,
    usage,
    ...(cost && { cost: { dollars: cost.dollars, estimated: true, source: cost.sources.join(", ") } }),
    compactions: told,
    conversation: conversation?.id ?? null,
  };
  return `${terminalSafeJson(JSON.stringify(answer, null, 2))}\n`;
}
