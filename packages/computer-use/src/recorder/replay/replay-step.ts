import type { ComputerAction, Decision, TurnOutcome } from "@massgen/core";
import { actionProblem, type FrameSize } from "../../actions/action-problem.ts";
import { describeDecision, describeWholeDecision } from "../../describe/describe-decision.ts";
import type { FrameRecord, OutcomeRecord, StepRecord } from "../../loop/run-log.ts";
import type { ReplayStep } from "./replay-data.ts";

/** Characters that are shown of what the model thought, of one thing that it was told, and of a text in a headline. */
const longestThoughts = 20_000;
const longestLine = 2_000;
const longestInHeadline = 300;
/** Characters of a typed text that are drawn. */
const longestDrawn = 100;
/** Actions of a batch that are drawn. */
const mostDrawn = 200;
/** Where a frame is not in the log, what is drawn has nothing to lie in. */
const unknownFrame: FrameSize = { width: 1440, height: 900 };

/** A step as the log has it. */
export interface StepFacts {
  readonly record: StepRecord & { readonly elapsedMilliseconds: number };
  readonly frame: FrameRecord | undefined;
  /** What happened to the run before it, in words. */
  readonly news: readonly string[];
}

export interface ShownFacts extends StepFacts {
  /** Place of its picture. */
  readonly picture: number;
  readonly outcome: OutcomeRecord | undefined;
  /** What a person said to it, in words. */
  readonly approval: string | undefined;
}

/** Makes of a step what a person looks at. */
export function replayStep({ record, frame, news, picture, outcome, approval }: ShownFacts): ReplayStep {
  const { decision, turn, usage } = record;
  const { cursor, url = "", title = "" } = frame?.observation ?? {};
  const told = [...news, ...outcomeText(turn.outcome), ...toldBy(turn.again ? undefined : frame), ...turn.remarks];
  const came = [...(approval === undefined ? [] : [approval]), ...outcomeText(outcome?.outcome)];
  return {
    step: record.step,
    model: record.model,
    picture,
    ...(cursor && { cursor }),
    url: cut(url, longestLine),
    title: cut(title, longestLine),
    thoughts: cut(decision.thoughts ?? "", longestThoughts),
    headline: headlineOf(decision),
    actions: drawable(decision, frame?.observation.frame ?? unknownFrame),
    told: told.map((line) => cut(line, longestLine)),
    outcome: cut(came.join(" "), longestLine),
    modelMilliseconds: record.durationMilliseconds ?? 0,
    actionMilliseconds: outcome?.durationMilliseconds ?? 0,
    inputTokens: usage?.inputTokens ?? 0,
    outputTokens: usage?.outputTokens ?? 0,
    cost: record.cost ?? null,
    elapsedMilliseconds: record.elapsedMilliseconds ?? 0,
  };
}

function headlineOf(decision: Decision): string {
  if (decision.type === "act") return describeDecision(decision, { longest: longestInHeadline });
  return describeWholeDecision(decision, longestThoughts);
}

function drawable(decision: Decision, frame: FrameSize): readonly ComputerAction[] {
  if (decision.type !== "act" || !Array.isArray(decision.actions)) return [];
  const actions: readonly ComputerAction[] = decision.actions.slice(0, mostDrawn);
  return actions.filter((action) => actionProblem(action, frame) === undefined).map(cutAction);
}

function cutAction(action: ComputerAction): ComputerAction {
  if (action.type === "navigate") return { ...action, url: cut(action.url, longestDrawn) };
  if (action.type !== "type" && action.type !== "write-clipboard") return action;
  return { ...action, text: cut(action.text, longestDrawn) };
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest)}… (${(text.length - longest).toLocaleString("en")} characters more)`;
}

function outcomeText(outcome: TurnOutcome | undefined): readonly string[] {
  switch (outcome?.type) {
    case "acted":
      return outcome.failure === undefined ? [] : [outcome.failure];
    case "rejected":
      return [outcome.reason];
    case "replied":
      return [`User: ${outcome.reply}`];
    case "page-text":
      return [`Read ${outcome.text.length} characters of the page.`];
    default:
      return [];
  }
}

function toldBy(frame: FrameRecord | undefined): readonly string[] {
  if (frame === undefined) return [];
  const { notices, dialog, downloads } = frame.observation;
  return [
    ...(dialog ? [`The page shows a dialog (${dialog.kind}): ${dialog.message}`] : []),
    ...downloads.map(({ fileName, status }) => `Download ${fileName}: ${status}`),
    ...notices,
  ];
}
