import { createInterface, type Interface } from "node:readline";
import type { ComputerRun, QuestionHandler } from "@massgen/computer-use";
import { describeDecision } from "@massgen/computer-use/recorder";
import type { ApprovalAnswer, ApprovalReason, Approver } from "@massgen/core";
import { printable } from "../render/printable.ts";

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
  /** Ctrl-C, where the terminal gives it to us as a key. */
  readonly onInterrupt: () => void;
}

/** Talks with the person at a terminal, a line at a time. */
export function createPerson({ input, write, mask, onInterrupt }: PersonSettings): Person {
  const lines: Interface = createInterface({ input, terminal: false });
  const clean = (text: string) => printable(mask(text), 1_000);
  let waiting: ((line: string | undefined) => void) | undefined;
  let run: Parameters<Person["attend"]>[0] | undefined;
  let held: "pause" | "takeover" | undefined;

  const obey = (line: string) => {
    const word = line.trim().toLowerCase();
    if (held !== undefined) {
      if (held === "takeover") run?.handBack(line.trim() === "" ? undefined : line);
      else run?.resume();
      held = undefined;
    } else if (word === "p" || word === "pause") {
      held = "pause";
      void run?.pause();
    } else if (word === "t" || word === "takeover") {
      held = "takeover";
      void run?.takeOver();
    } else if (word !== "") write("p and Enter pause, t and Enter give you the computer, Ctrl-C stops.\n");
  };
  lines.on("line", (line) => {
    const answer = waiting;
    waiting = undefined;
    if (answer === undefined) obey(line);
    else answer(line);
  });
  lines.on("close", () => waiting?.(undefined));
  lines.on("SIGINT", onInterrupt);

  const ask = (text: string, signal: AbortSignal): Promise<string | undefined> => {
    write(text);
    return new Promise((resolve, reject) => {
      const stop = () => {
        waiting = undefined;
        reject(signal.reason);
      };
      if (signal.aborted) return stop();
      signal.addEventListener("abort", stop, { once: true });
      waiting = (line) => {
        signal.removeEventListener("abort", stop);
        resolve(line);
      };
    });
  };

  return {
    async approve({ decision, reasons, observation }, { signal }): Promise<ApprovalAnswer> {
      write(`\n${reasons.map((reason) => clean(reasonText(reason))).join("\n")}\n`);
      write(`The model wants to: ${clean(describeDecision(decision))}\n`);
      if (observation.url !== undefined) write(`Page: ${clean(observation.url)}\n`);
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

function reasonText(reason: ApprovalReason): string {
  switch (reason.type) {
    case "safety-check":
      return `The provider doubts it: ${reason.check.message ?? reason.check.code ?? reason.check.id}`;
    case "critical-point":
      return `It may bind you: ${reason.text}`;
    case "rule":
      return `You want to be asked: ${reason.rule}`;
  }
}
