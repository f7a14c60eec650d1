import type {
  Approver,
  Computer,
  ComputerActionType,
  ComputerEvent,
  ComputerModel,
  ComputerResult,
  Observation,
  Usage,
} from "@massgen/core";
import type { ComputerRunLog } from "./run-log.ts";

/** What a run may spend; all of it counts over all parts of a run that was taken up again. */
export interface ComputerBudget {
  /** Times that a model is asked. Default 100. */
  readonly steps?: number;
  /** Pauses and waiting for a person do not count. Default 30 minutes. */
  readonly milliseconds?: number;
  /** US dollars. Needs `priceOf`. The step that goes beyond it is the last one. Default: no limit. */
  readonly cost?: number;
}

/**
 * When a person is asked before something is done. A provider's safety checks are always asked about, whatever the
 * rules say. Rules are no fence: what a page may be reached from is up to the policy of the computer.
 */
export interface ApprovalRules {
  /** Before each batch of actions. Default false. */
  readonly always?: boolean;
  /** Before batches with an action of one of these types. */
  readonly actions?: readonly ComputerActionType[];
  /**
   * Before anything is done at one of these hosts or below them, e.g. `shop.example`: where the page is of it, or where
   * the batch navigates there or types or copies its name.
   */
  readonly sites?: readonly string[];
  /** Where the model says that what comes next binds its user. Default true. */
  readonly criticalPoints?: boolean;
}

export interface ApprovalOptions {
  readonly rules?: ApprovalRules;
  /** Default: nobody is there, and the run ends with `needs-person` where a person must be asked. */
  readonly approve?: Approver;
}

/** What a user is asked. */
export interface UserQuestion {
  readonly step: number;
  readonly question: string;
  readonly observation: Observation;
}

/** Asks the user; `undefined` where nobody answers, which ends the run with `needs-person`. */
export type QuestionHandler = (
  question: UserQuestion,
  options: { readonly signal: AbortSignal },
) => Promise<string | undefined> | string | undefined;

/** What a step is priced by. */
export interface PricedStep {
  /** Name of the model. */
  readonly model: string;
  readonly usage: Usage | undefined;
  /** How long the model took. */
  readonly milliseconds: number;
}

export interface ComputerRunOptions {
  readonly task: string;
  /** One model, or several in order of preference: each is used only where those before it cannot be had. */
  readonly model?: ComputerModel;
  readonly models?: readonly ComputerModel[];
  /** Stays open: whoever made it closes it. */
  readonly computer: Computer;
  readonly budget?: ComputerBudget;
  readonly approval?: ApprovalOptions;
  /**
   * Answers the model's questions. `wait`: {@link ComputerRun.reply} will. Default: nobody does, and a question ends the
   * run with `needs-person`.
   */
  readonly onQuestion?: QuestionHandler | "wait";
  /**
   * US dollars that a step cost; `undefined` where that is not known. Default: never known. With a budget of money it is
   * asked for a step without tokens of each model before the run begins.
   */
  readonly priceOf?: (step: PricedStep) => number | undefined;
  /** Where the run is kept. It must be empty. Default: nowhere. */
  readonly log?: ComputerRunLog;
  /** The log of an earlier run of the same task, which goes on in it. */
  readonly resume?: ComputerRunLog;
  /** Stops the run, as {@link ComputerRun.stop} does. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds from any point in time. Default `performance.now`. */
  readonly clock?: () => number;
  /** Decisions in a row that make no sense or cannot be done, with which a run fails. Default 3. */
  readonly maximumInvalid?: number;
}

/**
 * A run of a computer task. It goes on whether or not its events are read.
 *
 * Events are kept until they are read; of more than 512 unread ones the oldest are left out, and a notice stands in
 * their place. Leaving the iteration neither ends the run nor loses what comes later: the next iteration goes on there.
 */
export interface ComputerRun extends AsyncIterable<ComputerEvent> {
  /** Never rejects: what goes wrong is in it. */
  readonly result: Promise<ComputerResult>;
  /** Waits before the next use of the computer or the model; resolves once the computer is left alone. */
  pause(): Promise<void>;
  /** Goes on after a pause, or as {@link handBack} does after a takeover. */
  resume(): void;
  /**
   * Gives the computer to a person: what it is doing is broken off. Resolves once the computer is left alone. What the
   * model had decided by then is not done, and it is told so.
   */
  takeOver(): Promise<void>;
  /** Goes on after a takeover. @param note - what the model should know of it. */
  handBack(note?: string): void;
  /**
   * Answers the question that waits; before a resumed run has begun, the one that its log ends with.
   *
   * @returns whether a question waited, or may.
   */
  reply(text: string): boolean;
  /** Ends the run with `interrupted`, and breaks off what it is doing. */
  stop(reason?: string): void;
}
