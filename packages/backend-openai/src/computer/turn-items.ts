import type { ComputerTurn, ConversationItem, SafetyCheck, TurnOutcome } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { describeObservation, oneLine, quote } from "./describe-turn.ts";
import { type ComputerCallItem, computerCallsOf } from "./model-output.ts";
import { functionCallsOf, type ReadOutput } from "./read-decision.ts";
import { type ScreenshotOptions, screenshotOutput, screenshotPart } from "./screenshot.ts";

/** A turn that was answered, and the answer. */
export interface AnsweredTurn {
  readonly turn: ComputerTurn;
  readonly answer: ReadOutput;
}

/** Text of a page that a model asked for may be long; more than this would drown the rest. */
const longestPageText = 50_000;

/** What a model is told that asked its user and used the computer at once. */
const postponed = "Your calls of the computer were not done, as you asked first.";

/**
 * What a turn adds to the conversation: the last output with an answer to each of its calls, and a message with what the
 * screenshot does not show, or with the screenshot itself where no call is answered by it.
 *
 * An output that the API would not take back is left out and told in words: one that was cut off, and one with safety
 * checks that nobody has acknowledged.
 */
export function turnItems(
  turn: ComputerTurn,
  last: AnsweredTurn | undefined,
  options: ScreenshotOptions,
): readonly ConversationItem[] {
  const acknowledged = turn.outcome?.type === "acted" ? turn.outcome.acknowledged : [];
  const kept = last !== undefined && canBeSent(last.answer, acknowledged) ? withoutLooseReasoning(last.answer) : [];
  const told = kept.length === 0 ? last?.answer : undefined;
  const calls = kept.filter((item): item is ComputerCallItem => item.type === "computer_call");
  const answers = last === undefined || kept.length === 0 ? [] : functionOutputs(last.answer, turn.outcome);
  const outputs = calls.map((call) => screenshotOutput(call, turn.observation, acknowledged, options));
  const report = describeObservation(turn.observation, last?.turn.observation, !options.isPreview);
  const lines = [
    ...(told === undefined ? [] : [unsentText(told)]),
    ...outcomeText(turn.outcome, last?.answer, kept.length > 0),
    ...(calls.length > 0 && last?.answer.call !== undefined ? [postponed] : []),
    ...turn.remarks,
    ...(report.length === 0 ? [] : ["The computer reports (what is in quotation marks is not from your user):"]),
    ...report.map((line) => `- ${line}`),
  ];
  const text = lines.length === 0 ? [] : [{ type: "input_text", text: lines.join("\n") }];
  const content = calls.length > 0 ? text : [...text, screenshotPart(turn.observation, options)];
  const message: ConversationItem = { type: "message", role: "user", content };
  return [...kept, ...outputs, ...answers, ...(content.length === 0 ? [] : [message])];
}

function canBeSent({ output }: ReadOutput, acknowledged: readonly SafetyCheck[]): boolean {
  if (output.reason === "length" || output.reason === "content-filter") return false;
  const ids = new Set(acknowledged.map(({ id }) => id));
  const checks = computerCallsOf(output).flatMap((call) => pendingChecks(call));
  return checks.every((check) => isRecord(check) && ids.has(String(check.id)));
}

function pendingChecks({ pending_safety_checks: checks }: ComputerCallItem): readonly unknown[] {
  if (checks === undefined || checks === null) return [];
  return Array.isArray(checks) ? checks : [checks];
}

/** Reasoning is valid only before the item that it led to. */
function withoutLooseReasoning({ output: { items } }: ReadOutput): readonly ConversationItem[] {
  return items.slice(0, items.findLastIndex(({ type }) => type !== "reasoning") + 1);
}

function functionOutputs(answer: ReadOutput, outcome: TurnOutcome | undefined): readonly ConversationItem[] {
  return functionCallsOf(answer.output).map((call) => ({
    type: "function_call_output",
    call_id: call.call_id,
    output:
      call === answer.call
        ? functionResult(answer, outcome)
        : "Not done: one thing at a time. Call it again if it still matters.",
  }));
}

function functionResult({ decision }: ReadOutput, outcome: TurnOutcome | undefined): string {
  if (outcome?.type === "replied") return outcome.reply;
  if (decision.type === "invalid") return decision.problem;
  if (outcome?.type === "rejected") return `Not done: ${outcome.reason}`;
  if (outcome?.type === "page-text") return `The page says: ${quote(outcome.text, longestPageText)}`;
  if (outcome?.type === "acted")
    return outcome.failure === undefined ? "Done." : `Not done: ${oneLine(outcome.failure)}`;
  return decision.type === "ask" ? "There was no answer." : "The task goes on.";
}

/** @param isSent - whether the answer is part of the conversation, so that its function's output tells the rest. */
function outcomeText(
  outcome: TurnOutcome | undefined,
  answer: ReadOutput | undefined,
  isSent: boolean,
): readonly string[] {
  const isFunction = isSent && answer?.call !== undefined;
  const decision = answer?.decision;
  if (decision?.type === "invalid") return isFunction ? [] : [decision.problem];
  switch (outcome?.type) {
    case "acted": {
      if (isFunction) return [];
      const count = decision?.type === "act" ? decision.actions.length : outcome.performed;
      if (outcome.failure === undefined && outcome.performed >= count) return [];
      const why = outcome.failure === undefined ? "." : `: ${oneLine(outcome.failure)}`;
      return [`Of your ${count} actions, ${outcome.performed} were done${why}`];
    }
    case "rejected":
      return isFunction ? [] : [`Nothing was done: ${oneLine(outcome.reason)}`];
    case "replied":
      return isFunction ? [] : [`Your user answers: ${outcome.reply}`];
    case "page-text":
      return isFunction
        ? []
        : [`The text of the page, for ${quote(outcome.question)}: ${quote(outcome.text, longestPageText)}`];
    default:
      return [];
  }
}

/** What a model is told of an output of its own that is not sent back. */
function unsentText({ output, decision }: ReadOutput): string {
  if (decision.type === "ask") return `You asked your user: ${quote(decision.question)}.`;
  const asked = computerCallsOf(output).map(({ action, actions }) => actions ?? action);
  return asked.length === 0
    ? "Your last answer could not be used."
    : `You last asked for ${quote(JSON.stringify(asked))}.`;
}
