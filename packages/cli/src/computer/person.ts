import { createInterface } from "node:readline";
import type { ComputerRun, QuestionHandler } from "@massgen/computer-use";
import type { ApprovalAnswer, Approver } from "@massgen/core";
import { printable } from "../render/printable.ts";
import { listActions } from "./describe-step.ts";
import { reasonText } from "./reason-text.ts";

/** Somebody at the terminal: answers questions, allows and denies, pauses and takes over. */
export interface Person {
  readonly approve: Approver;
  readonly onQuestion: QuestionHandler;
  /** Lets what is typed hold this run. */
  attend(run: Pick<ComputerRun, "pause" | "resume" | "takeOver" | "handBack">): void;
  close(): void;
}

export interface PersonSettings {
  readonly input: NodeJS.ReadableStream;
  readonly write: (text: string) => void;
  readonly mask: (text: string) => string;
  /** Whether the computer can be seen, without which nobody can use it. */
  readonly isShown: boolean;
}

/** Actions of a batch that are listed before they are allowed. */
const listedActions = 20;

/** Talks with the person at a terminal, a line at a time. Where the input ends, nobody is there any more. */
export function createPerson({ input, write, mask, isShown }: PersonSettings): Person {
  const lines = createInterface({ input, terminal: false });
  const clean = (text: string) => printable(mask(text), 1_000);
  let hasLeft = false;
  let waiting: ((line: string | undefined) => void) | undefined;
  let run: Parameters<Person["attend"]>[0] | undefined;
  let held: "pause" | "takeover" | undefined;

  const letGo = (line: string) => {
    if (held === "takeover") run?.handBack(line.trim() === "" ? undefined : line);
    else if (held === "pause") run?.resume();
    held = undefined;
  };
  const obey = (line: string) => {
    const word = line.trim().toLowerCase();
    if (held !== undefined) letGo(line);
    else if (word === "p" || word === "pause") {
      held = "pause";
      write("Pausing…\n");
      void run?.pause();
    } else if ((word === "t" || word === "takeover") && isShown) {
      held = "takeover";
      void run?.takeOver();
    } else if (word === "t" || word === "takeover") {
      write("The browser cannot be seen: begin with --headed to take it over.\n");
    } else if (word !== "") {
      write(`p and Enter pause${isShown ? ", t and Enter give you the computer" : ""}, Ctrl-C stops.\n`);
    }
  };
  lines.on("line", (line) => {
    const answer = waiting;
    waiting = undefined;
    if (answer === undefined) obey(line);
    else answer(line);
  });
  lines.on("close", () => {
    hasLeft = true;
    letGo("");
    waiting?.(undefined);
  });

  const ask = (text: string, signal: AbortSignal): Promise<string | undefined> => {
    signal.throwIfAborted();
    if (hasLeft) return Promise.resolve(undefined);
    write(text);
    return new Promise((resolve, reject) => {
      const stop = () => {
        waiting = undefined;
        reject(signal.reason);
      };
      signal.addEventListener("abort", stop, { once: true });
      waiting = (line) => {
        signal.removeEventListener("abort", stop);
        resolve(line);
      };
    });
  };

  return {
    async approve({ decision, reasons, observation }, { signal }): Promise<ApprovalAnswer> {
      const actions = listActions(decision);
      const more = actions.length - listedActions;
      write(
        [
          "",
          ...reasons.map((reason) => clean(reasonText(reason))),
          ...(observation.url === undefined ? [] : [`Page: ${clean(observation.url)}`]),
          "The model wants to:",
          ...actions.slice(0, listedActions).map((action) => `  ${clean(action)}`),
          ...(more > 0 ? [`  and ${more} more`] : []),
          "",
        ].join("\n"),
      );
      for (;;) {
        const line = await ask("Allow it? y, n, n REASON, or s to stop: ", signal);
        if (line === undefined) return { type: "stop", reason: "Nobody answered." };
        const [, word = "", reason = ""] = /^\s*(\S*)\s*(.*)$/s.exec(line) ?? [];
        if (/^(y|yes)$/i.test(word)) return { type: "allow" };
        if (/^(n|no)$/i.test(word)) return { type: "deny", ...(reason !== "" && { reason }) };
        if (/^(s|stop)$/i.test(word)) return { type: "stop" };
      }
    },
    async onQuestion({ question }, { signal }) {
      return ask(`\n${clean(question)}\nYour answer: `, signal);
    },
    attend(attended) {
      run = attended;
    },
    close: () => lines.close(),
  };
}
