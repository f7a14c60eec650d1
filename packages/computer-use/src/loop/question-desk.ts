import type { QuestionHandler, UserQuestion } from "./run-options.ts";
import { within } from "./within.ts";

/** Where a model's questions wait for their answers. */
export interface QuestionDesk {
  /** `undefined` where nobody answers. @throws the signal's reason; what the handler throws. */
  ask(question: UserQuestion): Promise<string | undefined>;
  /** Answers what waits. @returns whether something does, or may yet. */
  reply(text: string): boolean;
  /** From now on a reply needs a question that waits. @returns one that was given before. */
  open(): string | undefined;
}

/** @param resumed - whether a question of an earlier part may wait, which a reply can come before. */
export function createQuestionDesk(
  handler: QuestionHandler | "wait" | undefined,
  signal: AbortSignal,
  resumed: boolean,
): QuestionDesk {
  let opened = !resumed;
  let early: string | undefined;
  let answer: ((text: string) => void) | undefined;
  return {
    async ask(question) {
      if (handler === undefined) return undefined;
      const controller = new AbortController();
      const replied = new Promise<string>((resolve) => {
        answer = resolve;
      });
      const either = AbortSignal.any([signal, controller.signal]);
      try {
        const answers: (Promise<string> | Promise<string | undefined>)[] = [replied];
        if (handler !== "wait") answers.push((async () => handler(question, { signal: either }))());
        return await within(signal, () => Promise.race(answers));
      } finally {
        answer = undefined;
        // The handler need not go on asking where the answer came another way.
        controller.abort();
      }
    },
    reply(text) {
      if (!opened) early = text;
      const waits = answer !== undefined;
      answer?.(text);
      answer = undefined;
      return waits || !opened;
    },
    open() {
      opened = true;
      const reply = early;
      early = undefined;
      return reply;
    },
  };
}
