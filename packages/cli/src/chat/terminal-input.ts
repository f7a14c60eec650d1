import { createInterface } from "node:readline/promises";
import type { ReadStream, WriteStream } from "node:tty";
import type { ChatInput, ChatInputEvent } from "./chat-input.ts";

export interface TerminalInputSettings {
  readonly input: ReadStream;
  /** Where the prompt and what is typed are shown. */
  readonly output: WriteStream;
  /** Texts that the arrow keys bring back, newest first. */
  readonly history: readonly string[];
}

const prompt = "> ";
const continuation = "… ";
const historySize = 500;

/** Has the terminal mark what is pasted, or stop doing so. */
const markPastes = "\u001b[?2004h";
const leavePastes = "\u001b[?2004l";

/**
 * Reads texts from a person at a terminal. The lines of a paste are one text, and so are lines that end in `\`. While
 * nobody waits for a text the terminal works as usual, so that Ctrl-C reaches the program as a signal.
 */
export function createTerminalInput({ input, output, history }: TerminalInputSettings): ChatInput {
  const reader = createInterface({
    input,
    output,
    terminal: true,
    history: [...history],
    historySize,
    removeHistoryDuplicates: true,
  });
  const queue: ChatInputEvent[] = [];
  let lines: string[] = [];
  let waiting: ((event: ChatInputEvent) => void) | undefined;
  let isPasting = false;
  let isClosed = false;

  const suspend = () => {
    if (isClosed) return;
    output.write(leavePastes);
    reader.pause();
    input.setRawMode(false);
  };
  const deliver = (event: ChatInputEvent) => {
    const receive = waiting;
    waiting = undefined;
    if (receive === undefined) {
      queue.push(event);
    } else {
      suspend();
      receive(event);
    }
  };
  const askAgain = (text: string) => {
    reader.setPrompt(text);
    reader.prompt();
  };
  const onKey = (_text: unknown, key: { readonly name?: string } | undefined) => {
    if (key?.name === "paste-start") isPasting = true;
    if (key?.name === "paste-end") isPasting = false;
  };

  reader.on("line", (line) => {
    const isContinued = !isPasting && line.endsWith("\\");
    lines.push(isContinued ? line.slice(0, -1) : line);
    if (isPasting || isContinued) return askAgain(continuation);
    const text = lines.join("\n");
    lines = [];
    reader.setPrompt(prompt);
    deliver({ kind: "text", text });
  });
  reader.on("SIGINT", () => {
    if (reader.line === "" && lines.length === 0) {
      output.write("\n");
      return deliver({ kind: "interrupted" });
    }
    lines = [];
    // To the end of the line, and away with all before it.
    reader.write(null, { ctrl: true, name: "e" });
    reader.write(null, { ctrl: true, name: "u" });
    askAgain(prompt);
  });
  reader.on("close", () => {
    if (!isClosed) output.write(`${leavePastes}\n`);
    isClosed = true;
    deliver({ kind: "end" });
  });
  input.on("keypress", onKey);

  return {
    next() {
      const event = queue.shift();
      if (event !== undefined) return Promise.resolve(event);
      if (isClosed) return Promise.resolve({ kind: "end" });
      input.setRawMode(true);
      output.write(markPastes);
      askAgain(prompt);
      const { promise, resolve } = Promise.withResolvers<ChatInputEvent>();
      waiting = resolve;
      return promise;
    },
    interrupt: () => deliver({ kind: "interrupted" }),
    close() {
      isClosed = true;
      input.off("keypress", onKey);
      reader.close();
      input.destroy();
    },
  };
}
