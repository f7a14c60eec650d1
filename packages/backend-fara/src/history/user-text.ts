import type { ComputerTurn } from "@massgen/core";
import { trimUrl } from "./trim-url.ts";

/** The words of a user message. */
export interface UserText {
  /** Beside its picture. */
  readonly text: string;
  /** What stays of it when the picture is old; nothing does where it is absent. */
  readonly kept?: string;
}

export interface UserTextOptions {
  /** Set for the first turn of a session. */
  readonly task?: string | undefined;
  /** What another model did before. */
  readonly story?: string | undefined;
  /** What the model has read on the page, where it asked for that. */
  readonly pageAnswer?: string | undefined;
  /** Whether the model had stopped at a critical point. */
  readonly wasAtCriticalPoint?: boolean | undefined;
}

/** The line below a screenshot, as in training. */
const nextScreenshot = "Here is the next screenshot. Think about what to do next.";
const approval = "You have my approval for this step. Go on with the task.";

/** What the model is told of a turn, in the layout that it was trained on. */
export function userText(turn: ComputerTurn, options: UserTextOptions): UserText {
  const beside = [...turn.observation.notices, ...turn.remarks].map(oneLine);
  if (options.task !== undefined) {
    const story = options.story === undefined ? [] : [`What has been done of it so far:\n${options.story}`];
    const text = [options.task, ...story, ...beside].join("\n\n");
    return { text, kept: text };
  }
  const { url } = turn.observation;
  const reply = replyOf(turn, options);
  const lines = [
    ...failureLines(turn),
    ...(url === undefined || url === "" ? [] : [`Current URL: ${trimUrl(url)}`]),
    ...(options.pageAnswer === undefined ? [] : [options.pageAnswer]),
    ...beside,
    reply ?? nextScreenshot,
  ];
  return { text: lines.join("\n"), ...(reply === undefined ? {} : { kept: reply }) };
}

function replyOf({ outcome }: ComputerTurn, { wasAtCriticalPoint }: UserTextOptions): string | undefined {
  if (outcome?.type === "replied") return outcome.reply;
  const wentWell = outcome === undefined || (outcome.type === "acted" && outcome.failure === undefined);
  return wasAtCriticalPoint === true && wentWell ? approval : undefined;
}

function failureLines({ outcome }: ComputerTurn): readonly string[] {
  if (outcome?.type === "rejected") return [`ERROR: ${oneLine(outcome.reason)}`];
  return outcome?.type === "acted" && outcome.failure !== undefined ? [`ERROR: ${oneLine(outcome.failure)}`] : [];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
