import { failure } from "../no-summary-error.ts";
import { firmerInstruction } from "../prompt/instructions.ts";
import { callModel } from "./call-model.ts";
import { type AnswerFault, readAnswer } from "./read-answer.ts";
import type { SummaryModel } from "./summary-model.ts";
import type { Tally } from "./tally.ts";

/** A text that a model is to write. */
interface NotesRequest {
  readonly instructions: string;
  readonly input: string;
  /** Tokens that the instructions ask it to keep to. */
  readonly tokens: number;
  /** Tokens of what it describes; notes as long as that are of no use. */
  readonly sourceTokens: number;
  /** Whether one try is all, as where there are notes to fall back on. Default false. */
  readonly once?: boolean;
}

/** Asks for a text until it is one. @throws NoSummaryError where it is not. */
export type NotesAsker = (request: NotesRequest) => Promise<string>;

export interface NotesAskerSettings {
  readonly model: SummaryModel;
  readonly timeoutMilliseconds: number;
  readonly signal: AbortSignal;
  readonly tally: Tally;
  readonly countText: (text: string) => number;
}

/** Models miss a length that they are asked to keep to; what is a little too long is worth more than what is cut off. */
const answerRoom = 1.5;

/** Room for the answer of a second try, for models that spend some of it on reasoning. */
export const longestAnswer = 3;

export function createNotesAsker(settings: NotesAskerSettings): NotesAsker {
  const { model, timeoutMilliseconds, signal, tally, countText } = settings;
  return async function askForNotes(request) {
    const first = await attempt(request.instructions, answerRoom);
    if ("text" in first) return first.text;
    const { fault } = first;
    const isHopeless = fault === "refused" || fault === "unreadable";
    if (isHopeless || request.once === true) throw failure(problems[fault]);
    const needsRoom = fault === "truncated" || fault === "reasoning-only";
    const instructions = `${request.instructions}\n\n${firmerInstruction(fault, request.tokens)}`;
    const second = await attempt(instructions, needsRoom ? longestAnswer : answerRoom);
    if ("text" in second) return second.text;
    const again = second.fault === fault ? "twice" : `after another fault (${problems[fault]})`;
    throw failure(`${problems[second.fault]}, ${again}`);

    async function attempt(instructions: string, room: number) {
      tally.addCall();
      const maximumTokens = Math.ceil(request.tokens * room);
      const answer = await callModel(
        model,
        { instructions, input: request.input, maximumTokens },
        timeoutMilliseconds,
        signal,
      );
      if (typeof answer === "object" && answer !== null && "usage" in answer) tally.addUsage(answer.usage);
      const read = readAnswer(answer);
      if ("fault" in read || countText(read.text) < request.sourceTokens) return read;
      return { fault: "inflated" as const };
    }
  };
}

const problems: Readonly<Record<AnswerFault, string>> = {
  unreadable: "the model answered with something that is no text",
  refused: "the model's provider withheld the answer",
  "tool-call": "the model answered with a tool call",
  "reasoning-only": "the model answered with reasoning only",
  truncated: "the model's answer was cut off at its length limit",
  empty: "the model answered with an empty text",
  inflated: "the model's answer is as long as what it was to summarise",
};
