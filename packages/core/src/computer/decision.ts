import type { ComputerAction } from "./action.ts";

/** Something that a provider wants a person to look at before the actions are done. */
export interface SafetyCheck {
  readonly id: string;
  readonly code?: string;
  readonly message?: string;
}

interface WithThoughts {
  /** What the model says of its reasons. */
  readonly thoughts?: string;
  /**
   * Set where the model says that what comes next binds its user, e.g. an order or a message to a person: why, in its
   * own words.
   */
  readonly criticalPoint?: string;
}

export interface ActDecision extends WithThoughts {
  readonly type: "act";
  /** In order, one at least. */
  readonly actions: readonly ComputerAction[];
  /** Must be resolved before the first action is done. */
  readonly safetyChecks?: readonly SafetyCheck[];
}

export interface FinishDecision extends WithThoughts {
  readonly type: "finish";
  readonly status: "success" | "failure";
  readonly answer: string;
}

/** A question to the user. */
export interface AskDecision extends WithThoughts {
  readonly type: "ask";
  readonly question: string;
}

/** Something that the model wants to keep. */
export interface NoteDecision extends WithThoughts {
  readonly type: "note";
  readonly fact: string;
}

/** The model wants to read the text of the page with a question in mind. */
export interface ReadPageDecision extends WithThoughts {
  readonly type: "read-page";
  readonly question: string;
}

/** The model's output makes no sense; it is told so and has another turn. */
export interface InvalidDecision extends WithThoughts {
  readonly type: "invalid";
  /** One or two sentences for the model: what is wrong and what is allowed. */
  readonly problem: string;
}

/** What a model wants to do next. */
export type Decision = ActDecision | FinishDecision | AskDecision | NoteDecision | ReadPageDecision | InvalidDecision;
