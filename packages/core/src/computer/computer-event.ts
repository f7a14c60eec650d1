import type { NoticeEvent } from "../agent-event.ts";
import type { Usage } from "../backend/usage.ts";
import type { ComputerAction } from "./action.ts";
import type { ApprovalAnswer, ApprovalRequest } from "./approval.ts";
import type { ActionFailure } from "./computer.ts";
import type { ComputerResult } from "./computer-result.ts";
import type { Decision } from "./decision.ts";
import type { Observation } from "./observation.ts";

/** A computer task begins, or is taken up again. */
export interface RunStartEvent {
  readonly type: "run-start";
  readonly task: string;
  readonly model: string;
  readonly computer: string;
  /** Steps that an earlier run has made. */
  readonly resumedSteps: number;
}

/** The model is about to be asked. Steps count from 1. */
export interface StepStartEvent {
  readonly type: "step-start";
  readonly step: number;
  readonly model: string;
}

/** What the computer shows. */
export interface FrameEvent {
  readonly type: "frame";
  readonly step: number;
  readonly observation: Observation;
}

/** What the model wants to do. */
export interface DecisionEvent {
  readonly type: "decision";
  readonly step: number;
  readonly model: string;
  readonly decision: Decision;
  /** The model's own output. */
  readonly output: unknown;
  readonly usage?: Usage;
  /** US dollars, where prices are known. */
  readonly cost?: number;
  readonly durationMilliseconds: number;
}

export interface ApprovalRequestEvent {
  readonly type: "approval-request";
  readonly step: number;
  readonly request: ApprovalRequest;
}

export interface ApprovalEndEvent {
  readonly type: "approval-end";
  readonly step: number;
  readonly answer: ApprovalAnswer;
}

export interface ActionStartEvent {
  readonly type: "action-start";
  readonly step: number;
  /** Place in the batch, from 0. */
  readonly index: number;
  readonly action: ComputerAction;
}

/** A batch of actions is done, or as much of it as could be. */
export interface ActionEndEvent {
  readonly type: "action-end";
  readonly step: number;
  readonly performed: number;
  readonly failure?: ActionFailure;
  readonly durationMilliseconds: number;
}

export interface QuestionEvent {
  readonly type: "question";
  readonly step: number;
  readonly question: string;
}

export interface ReplyEvent {
  readonly type: "reply";
  readonly step: number;
  readonly reply: string;
}

export interface NoteEvent {
  readonly type: "note";
  readonly step: number;
  readonly fact: string;
}

/** Another model goes on with the task. */
export interface ModelChangeEvent {
  readonly type: "model-change";
  readonly step: number;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

export interface RunPauseEvent {
  readonly type: "run-pause";
  /** `takeover`: a person uses the computer. */
  readonly reason: "pause" | "takeover" | "question";
}

export interface RunResumeEvent {
  readonly type: "run-resume";
}

/** Always the last event. */
export interface RunEndEvent {
  readonly type: "run-end";
  readonly result: ComputerResult;
}

/** What a run of a computer task tells while it goes on. */
export type ComputerEvent =
  | RunStartEvent
  | StepStartEvent
  | FrameEvent
  | DecisionEvent
  | ApprovalRequestEvent
  | ApprovalEndEvent
  | ActionStartEvent
  | ActionEndEvent
  | QuestionEvent
  | ReplyEvent
  | NoteEvent
  | ModelChangeEvent
  | NoticeEvent
  | RunPauseEvent
  | RunResumeEvent
  | RunEndEvent;
