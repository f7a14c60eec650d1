import type {
  ApprovalAnswer,
  ApprovalReason,
  ComputerAction,
  ComputerCapabilities,
  ComputerResult,
  ComputerTurn,
  Decision,
  Frame,
  Observation,
  Region,
  TurnOutcome,
  Usage,
} from "@massgen/core";

/**
 * The log of one computer task: records that are only ever appended, each of them JSON, and the pictures beside them.
 * With it a run can be looked at, and taken up again where it ended.
 *
 * A record type that a reader does not know, and any new field, may be passed over.
 */

/** A frame without its bytes: `picture` is what {@link ComputerRunLog.getFrame} has them under. */
export interface RecordedFrame extends Omit<Frame, "data"> {
  /** SHA-256 of the bytes, hexadecimal: equal pictures are kept once. */
  readonly picture: string;
}

export interface RecordedZoom extends RecordedFrame {
  readonly region: Region;
}

/** An observation as JSON. */
export interface RecordedObservation extends Omit<Observation, "frame" | "zoom"> {
  readonly frame: RecordedFrame;
  readonly zoom?: RecordedZoom;
}

/** First record: what the run is about. */
export interface RunRecord {
  readonly type: "run";
  readonly log: "massgen-computer-run";
  /** Version of the log's own shape. */
  readonly version: 1;
  readonly task: string;
  /** Names of the models, in order of preference. */
  readonly models: readonly string[];
  readonly computer: string;
  readonly capabilities: ComputerCapabilities;
}

/** The run was taken up again. */
export interface ResumeRecord {
  readonly type: "resume";
  readonly models: readonly string[];
  readonly computer: string;
}

/** A model begins a session: the first, one after another model failed, or one that goes on from this log. */
export interface SessionRecord {
  readonly type: "session";
  readonly model: string;
  /** Why it is not the model before. */
  readonly reason?: string;
  /** What it was told of the task so far. */
  readonly story?: string;
  /** Whose words its system prompt is in, where the model tells. */
  readonly promptSource?: "own" | "custom";
  /** Whether it went on with the steps of the session before. */
  readonly continued?: boolean;
}

/** What the computer showed. */
export interface FrameRecord {
  readonly type: "frame";
  /** Counts the frame records of a log, from 1. */
  readonly number: number;
  /** The step that led to it; 0 before the first. */
  readonly step: number;
  readonly observation: RecordedObservation;
}

/** What a model was shown and told: a turn, with `frame` the number of its frame record. */
export interface RecordedTurn extends Omit<ComputerTurn, "observation"> {
  readonly frame: number;
  /** Whether the observation was one that the model had seen before, without what was new in it then. */
  readonly again?: boolean;
}

/** A model was asked, and answered. */
export interface StepRecord {
  readonly type: "step";
  readonly step: number;
  readonly model: string;
  readonly turn: RecordedTurn;
  readonly decision: Decision;
  /** The model's own output as JSON. */
  readonly output: unknown;
  readonly usage?: Usage;
  readonly requests: number;
  /** US dollars, where prices are known. */
  readonly cost?: number;
  /** How long the model took. */
  readonly durationMilliseconds: number;
}

/** A model was asked, and no decision came of it although tokens were used. */
export interface FailureRecord {
  readonly type: "failure";
  readonly model: string;
  /** Code of the error. */
  readonly code: string;
  readonly usage?: Usage;
  readonly requests: number;
  /** US dollars, where prices are known. */
  readonly cost?: number;
  readonly durationMilliseconds: number;
}

/** A person was asked to allow the step. Without an answer nobody was there, or the run ended before it came. */
export interface ApprovalRecord {
  readonly type: "approval";
  readonly step: number;
  readonly reasons: readonly ApprovalReason[];
  readonly answer?: ApprovalAnswer;
}

/** The actions of the step are about to begin. It is safe in the log before the first of them does. */
export interface ActionsRecord {
  readonly type: "actions";
  readonly step: number;
  readonly actions: readonly ComputerAction[];
}

/** What came of the step. A step that ended the run has none. */
export interface OutcomeRecord {
  readonly type: "outcome";
  readonly step: number;
  readonly outcome: TurnOutcome;
  /** How long the actions took. */
  readonly durationMilliseconds?: number;
}

/** Something that the model is told with its next turn; it may come while a turn goes on, which is not told it then. */
export interface RemarkRecord {
  readonly type: "remark";
  readonly text: string;
}

/** The run waits, or goes on. */
export interface PauseRecord {
  readonly type: "pause";
  readonly reason: "pause" | "takeover" | "question" | "over";
}

/** The run, or this part of it, ended. */
export interface EndRecord {
  readonly type: "end";
  readonly result: ComputerResult;
}

export type ComputerRunEntry =
  | RunRecord
  | ResumeRecord
  | SessionRecord
  | FrameRecord
  | StepRecord
  | FailureRecord
  | ApprovalRecord
  | ActionsRecord
  | OutcomeRecord
  | RemarkRecord
  | PauseRecord
  | EndRecord;

/** What is appended to a log. */
export type ComputerRunRecord = ComputerRunEntry & {
  /** Time of the run so far, earlier parts included and pauses left out. */
  readonly elapsedMilliseconds: number;
};

/** Where a run is kept. The loop never makes two calls at a time. */
export interface ComputerRunLog {
  /** Adds a record at the end; once it answers, the record is as safe as the log can make it. */
  append(record: ComputerRunRecord): void | Promise<void>;
  /** All records, in order; those that a crash has cut short are left out. */
  read(): readonly ComputerRunRecord[] | Promise<readonly ComputerRunRecord[]>;
  /** Keeps the bytes of a frame. Called before the first record that names it; again, with the same bytes, in a later part of the run. */
  putFrame(id: string, frame: Frame): void | Promise<void>;
  /** `undefined` where it is not there any more: the run goes on without it. */
  getFrame(id: string): Uint8Array | undefined | Promise<Uint8Array | undefined>;
}
