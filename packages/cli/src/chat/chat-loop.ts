import { BackendError } from "@massgen/core";
import { takeTurn } from "../agent-session/take-turn.ts";
import { exitCodeOf } from "../backend-options/explain-failure.ts";
import { exitCodes } from "../exit-codes.ts";
import { noteRemark } from "../interruption.ts";
import { errorLine } from "../render/error-line.ts";
import { turnEndings } from "../render/turn-ending.ts";
import type { TurnView } from "../render/turn-view.ts";
import { runChatCommand } from "./chat-commands.ts";
import type { ChatContext } from "./chat-context.ts";
import { parseEntry } from "./chat-entry.ts";
import { createInterrupter } from "./interrupter.ts";
import type { OpenChatInput } from "./open-chat-input.ts";
import { wayBack } from "./way-back.ts";

export interface ChatLoopSettings {
  readonly chat: Omit<ChatContext, "leave">;
  readonly view: TurnView;
  readonly environment: NodeJS.ProcessEnv;
  readonly openInput: () => OpenChatInput;
}

/**
 * Takes one text after the other until there is no more. What goes wrong in a turn is shown, and the next text has its
 * turn; through a pipe, where nobody sees it, the exit code is that of the last failure.
 *
 * @returns the exit code.
 */
export async function runChatLoop({ chat: parts, view, environment, openInput }: ChatLoopSettings): Promise<number> {
  const { input, isInteractive } = openInput();
  const interrupter = createInterrupter({ isInteractive, onLeave: input.interrupt });
  let hasLeft = false;
  let exitCode: number = exitCodes.success;
  const chat: ChatContext = {
    ...parts,
    leave() {
      hasLeft = true;
    },
  };
  const goOn = `massgen chat --continue ${chat.conversation.id}`;
  noteRemark(`The conversation is kept: ${goOn}`);

  const work = async (line: string, signal: AbortSignal) => {
    const entry = parseEntry(line);
    if (entry.kind === "command") return runChatCommand(chat, entry, signal);
    if (entry.kind === "nothing") return;
    const { conversation, session } = chat;
    const turn = { session: session(), conversation, environment, signal };
    const { text, reason } = await takeTurn(entry.text, [], turn);
    conversation.keepChoice(session().agent.state());
    view.endTurn(text);
    const ending = turnEndings[reason];
    if (ending !== undefined) view.remark(ending);
  };

  try {
    while (!hasLeft) {
      const event = await input.next();
      if (event.kind === "end") break;
      if (event.kind === "interrupted") return exitCodes.interrupted;
      await interrupter.run(async (signal) => {
        try {
          await work(event.text, signal);
        } catch (error) {
          view.endTurn();
          if (signal.aborted) return view.remark("interrupted; what was said of the answer is not kept");
          process.stderr.write(errorLine(error));
          const earlier = BackendError.isInstance(error) ? chat.conversation.earlierChoice() : undefined;
          if (earlier !== undefined) view.remark(`go back with: ${wayBack(earlier, chat.session().choice)}`);
          if (!isInteractive) exitCode = exitCodeOf(error);
        }
      });
      if (interrupter.isLeaving) return exitCodes.interrupted;
    }
    return exitCode;
  } finally {
    interrupter.release();
    input.close();
    const wasUsed = chat.session().agent.history.length > 0;
    if (isInteractive && wasUsed) view.remark(`go on with: ${goOn}`);
  }
}
