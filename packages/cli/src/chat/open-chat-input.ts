import type { ConversationItem } from "@massgen/core";
import { historyOf } from "./chat-history.ts";
import type { ChatInput } from "./chat-input.ts";
import { createPipeInput } from "./pipe-input.ts";
import { createTerminalInput } from "./terminal-input.ts";

/** Where the lines come from, and whether a person sits there. */
export interface OpenChatInput {
  readonly input: ChatInput;
  readonly isInteractive: boolean;
}

/** Reads from the terminal where there is one to show a prompt on, and from standard input elsewhere. */
export function openChatInput(history: readonly ConversationItem[]): OpenChatInput {
  const { stdin, stderr } = process;
  if (!stdin.isTTY || !stderr.isTTY) return { input: createPipeInput(stdin), isInteractive: false };
  const input = createTerminalInput({ input: stdin, output: stderr, history: historyOf(history) });
  return { input, isInteractive: true };
}
