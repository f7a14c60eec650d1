import type { Approver, Computer, ComputerEvent, Decision, TurnOutcome } from "@massgen/core";
import type { Looker } from "./looker.ts";
import type { QuestionDesk } from "./question-desk.ts";
import type { RunControl } from "./run-control.ts";
import type { RunLogWriter } from "./run-log-writer.ts";
import type { ApprovalRules } from "./run-options.ts";
import type { RunProgress } from "./run-progress.ts";
import type { Stopwatch } from "./stopwatch.ts";
import type { Tally } from "./tally.ts";
import type { View } from "./view.ts";

/** What the parts of one run share. */
export interface RunContext extends Looker {
  readonly computer: Computer;
  /** Aborted where the run is to end at once, with a `RunEnded` as its reason. */
  readonly signal: AbortSignal;
  readonly control: RunControl;
  readonly questions: QuestionDesk;
  readonly stopwatch: Stopwatch;
  readonly clock: () => number;
  readonly writer: RunLogWriter;
  readonly tally: Tally;
  readonly rules: ApprovalRules;
  readonly approve: Approver | undefined;
  readonly tell: (event: ComputerEvent) => void;
  readonly progress: RunProgress;
}

/** A decision in its place. */
export interface Decided<Kind extends Decision = Decision> {
  readonly step: number;
  readonly decision: Kind;
  /** What the model saw. */
  readonly view: View;
}

/** What came of a decision that did not end the run. */
export interface Followed {
  readonly outcome: TurnOutcome;
  /** What the computer shows now; absent where it must be looked at again. */
  readonly view?: View;
  /** Whether the decision could not be followed by any fault of the model's. */
  readonly invalid?: boolean;
  /** Whether the computer had moved on. */
  readonly stale?: boolean;
  readonly durationMilliseconds?: number;
}
