import type { MassGenEvent } from "@massgen/core";
import { type AgentSession, createAgentSession, switchModel } from "../agent-session/agent-session.ts";
import { estimateTokens } from "../agent-session/estimate-tokens.ts";
import { createSessionTotals } from "../agent-session/session-totals.ts";
import { type BackendChoice, resolveBackendChoice } from "../backend-options/backend-choice.ts";
import type { ChatCommandOptions } from "../chat-command.ts";
import {
  beginConversation,
  continueConversation,
  type EnteredConversation,
} from "../conversations/enter-conversation.ts";
import { listConversations } from "../conversations/list-conversations.ts";
import { conversationsDirectory } from "../conversations/state-directory.ts";
import { exitCodes } from "../exit-codes.ts";
import { conversationList } from "../render/conversation-list.ts";
import { counted } from "../render/counted.ts";
import { dimOn } from "../render/dim-on.ts";
import { printable } from "../render/printable.ts";
import { createTurnView, type TurnView } from "../render/turn-view.ts";
import { writeStream } from "../render/write-stream.ts";
import { runChatLoop } from "./chat-loop.ts";
import { openChatInput } from "./open-chat-input.ts";
import { createRequestedCompaction } from "./requested-compaction.ts";

/** Runs `massgen chat` and answers with the exit code. */
export async function runChat(typed: ChatCommandOptions): Promise<number> {
  const environment = process.env;
  if (typed.list === true) return list(environment);
  const view = createTurnView({ answers: process.stdout, remarks: process.stderr, dim: dimOn(process.stderr) });
  const entered =
    typed.continue === undefined
      ? await beginConversation(typed, environment)
      : await continueConversation(typed.continue, { typed, environment, onRemark: view.remark });
  try {
    return await talk(entered, { view, environment, goesOn: typed.continue !== undefined });
  } finally {
    await entered.conversation.close();
  }
}

async function list(environment: NodeJS.ProcessEnv): Promise<number> {
  const conversations = listConversations(conversationsDirectory(environment));
  await writeStream(process.stdout, conversationList(conversations, process.cwd()));
  return exitCodes.success;
}

interface TalkSettings {
  readonly view: TurnView;
  readonly environment: NodeJS.ProcessEnv;
  /** Whether the conversation was there before. */
  readonly goesOn: boolean;
}

async function talk(entered: EnteredConversation, { view, environment, goesOn }: TalkSettings): Promise<number> {
  const { conversation } = entered;
  const totals = createSessionTotals();
  const requested = createRequestedCompaction();
  const settings = {
    environment,
    conversation,
    onEvent(event: MassGenEvent) {
      totals.note(event, session.choice.model);
      const shown = requested.hold(event);
      if (shown !== undefined) view.onEvent(shown);
      // The size of what a provider made is known only now, and a crash must not lose it.
      if (event.type === "compaction-end" && event.status === "compacted")
        conversation.saveState(session.agent.state());
    },
  };
  let session = await createAgentSession({ ...settings, choice: entered.choice });
  await greet(view, session, conversation.id, goesOn);
  const chat = {
    session: () => session,
    conversation,
    totals: totals.read,
    show: (text: string) => void process.stderr.write(text),
    async compact(signal: AbortSignal) {
      const { agent, choice } = session;
      const compact = () => agent.compact({ signal });
      await requested.run(compact, targetOf(choice, agent.state().window), view.onEvent);
      conversation.saveState(agent.state());
    },
    async switchTo(changes: ChatCommandOptions) {
      const choice = await resolveBackendChoice(changes, environment, session.choice);
      session = await switchModel(session, { ...settings, choice });
    },
  };
  return runChatLoop({ chat, view, environment, openInput: () => openChatInput(session.agent.history) });
}

/** Tokens that a compaction aims at. */
function targetOf({ target }: BackendChoice, window: number): number {
  return target <= 1 ? target * window : target;
}

async function greet(
  view: TurnView,
  { agent, backend, parts }: AgentSession,
  id: string,
  goesOn: boolean,
): Promise<void> {
  const name = printable(backend.name);
  if (goesOn) {
    const tokens = counted(await estimateTokens(agent.items, parts, agent.state()), "token");
    view.remark(`going on with ${id}: ${counted(agent.history.length, "item")}, ${tokens}, ${name}`);
  } else {
    view.remark(`${name}, conversation ${id}; /help lists the commands`);
  }
}
