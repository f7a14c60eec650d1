import { setTimeout } from "node:timers/promises";
import { endOf, type MassgenRun, type RunOptions, startShell } from "./run-massgen.ts";
import { inTerminal } from "./terminal.ts";

/** `massgen` in a terminal, with somebody who types; it ends with the test. */
export interface TerminalSession extends AsyncDisposable {
  type(keys: string): void;
  /** Waits until something is shown after what was waited for before. */
  waitFor(text: string): Promise<void>;
  /** How it ended; `stdout` is all that was shown. */
  readonly ended: Promise<MassgenRun>;
}

/** Keys that a terminal sends. */
export const keys = {
  enter: "\r",
  arrowUp: "\u001b[A",
  ctrlC: "\u0003",
  ctrlD: "\u0004",
  pasteStart: "\u001b[200~",
  pasteEnd: "\u001b[201~",
};

/** Longest wait for something to be shown, in milliseconds: on a busy machine a start takes seconds. */
const patience = 60_000;

export function startInTerminal(line: string, options: Omit<RunOptions, "input">): TerminalSession {
  const child = startShell(inTerminal(line), options);
  const ended = endOf(child);
  let shown = "";
  let position = 0;
  let look = Promise.withResolvers<void>();
  const somethingNew = () => {
    look.resolve();
    look = Promise.withResolvers();
  };
  child.stdout?.on("data", (chunk) => {
    shown += chunk;
    somethingNew();
  });
  child.once("close", somethingNew);
  child.stdin?.on("error", () => undefined);
  return {
    ended,
    type: (text) => void child.stdin?.write(text),
    async waitFor(text) {
      const deadline = new AbortController();
      const isLate = setTimeout(patience, true, { signal: deadline.signal }).catch(() => false);
      try {
        while (!shown.includes(text, position)) {
          const late = child.exitCode !== null || (await Promise.race([look.promise, isLate]));
          if (late === true) throw new Error(`It never showed ${JSON.stringify(text)}: ${shown.slice(position)}`);
        }
      } finally {
        deadline.abort();
      }
      position = shown.indexOf(text, position) + text.length;
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null) child.kill("SIGKILL");
      await ended;
    },
  };
}
