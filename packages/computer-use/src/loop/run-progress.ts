import type { Decision, TurnOutcome } from "@massgen/core";
import type { PastRun } from "./past-run.ts";
import type { RunLogWriter } from "./run-log-writer.ts";
import type { StoryStep } from "./story.ts";

/** How far a run has come. */
export interface RunProgress {
  readonly story: readonly StoryStep[];
  /** What came of the last step. */
  readonly outcome: TurnOutcome | undefined;
  addDecision(step: number, decision: Decision): void;
  conclude(step: number, outcome: TurnOutcome, durationMilliseconds?: number): void;
  /** Gives the next turn something to know. */
  remark(text: string): void;
  /** What the next turn shall know. */
  takeRemarks(): readonly string[];
}

export function createRunProgress(past: PastRun, writer: Pick<RunLogWriter, "write">): RunProgress {
  const story: StoryStep[] = [...past.story];
  let remarks: string[] = [...past.remarks];
  let outcome = past.outcome;
  return {
    story,
    get outcome() {
      return outcome;
    },
    addDecision: (step, decision) => void story.push({ step, decision }),
    conclude(step, came, durationMilliseconds) {
      outcome = came;
      writer.write({
        type: "outcome",
        step,
        outcome: came,
        ...(durationMilliseconds !== undefined && { durationMilliseconds }),
      });
      const last = story.at(-1);
      if (last?.step === step) story[story.length - 1] = { ...last, outcome: came };
    },
    remark(text) {
      remarks.push(text);
      writer.write({ type: "remark", text });
    },
    takeRemarks() {
      const taken = remarks;
      remarks = [];
      return taken;
    },
  };
}
