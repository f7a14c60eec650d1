import type { Usage } from "../backend/usage.ts";

/** How a run of a computer task ended. */
export type ComputerStatus =
  /** The model says that it is done. */
  | "success"
  /** The model says that it cannot be done, or something failed: see `fault`. */
  | "failure"
  /** Steps, time or money are spent. */
  | "budget"
  /** It was stopped. */
  | "interrupted"
  /** It waits for a person: an answer or an approval that nobody was there to give. */
  | "needs-person";

/** What failed, where it was not the task itself. */
export interface RunFault {
  readonly source: "model" | "computer" | "network" | "program";
  /** Code of the error, e.g. `unauthenticated`, `crashed`, `stuck`. */
  readonly code: string;
}

export interface ComputerResult {
  readonly status: ComputerStatus;
  /** The model's answer; empty where it gave none. */
  readonly answer: string;
  /** Why it ended: one sentence. */
  readonly reason: string;
  readonly fault?: RunFault;
  /** What was spent, where `status` is `budget`. */
  readonly budget?: "steps" | "time" | "cost";
  /** A question that waits for its answer, where `status` is `needs-person`. */
  readonly question?: string;
  /** Times that a model was asked, earlier runs of the same task included. */
  readonly steps: number;
  readonly requests: number;
  /** Sum over all steps; of the counts that were reported. */
  readonly usage: Usage;
  /** US dollars; `undefined` where a price is unknown. */
  readonly cost?: number;
  readonly durationMilliseconds: number;
  /** Share of the time that models took. */
  readonly modelMilliseconds: number;
  /** Models that had a part, in order. */
  readonly models: readonly string[];
  /** Whose words the system prompts of these models were in, by name; of those that tell. Absent where none does. */
  readonly promptSources?: Readonly<Record<string, "own" | "custom">>;
  /** What the models wanted to keep. */
  readonly notes: readonly string[];
}
