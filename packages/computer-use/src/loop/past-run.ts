import type { ComputerResult, TurnOutcome } from "@massgen/core";
import type { ComputerRunRecord, FailureRecord, FrameRecord, RunRecord, SessionRecord, StepRecord } from "./run-log.ts";
import type { StoryStep } from "./story.ts";

/** What a log tells of the run so far. */
export interface PastRun {
  readonly header: RunRecord | undefined;
  readonly elapsedMilliseconds: number;
  readonly steps: readonly StepRecord[];
  readonly failures: readonly FailureRecord[];
  readonly story: readonly StoryStep[];
  readonly frames: ReadonlyMap<number, FrameRecord>;
  /** Highest number of a frame; 0 where there is none. */
  readonly lastFrame: number;
  /** All of them, in order. */
  readonly sessions: readonly SessionRecord[];
  readonly notes: readonly string[];
  /** The last session, and the steps in it. */
  readonly session: SessionRecord | undefined;
  readonly sessionSteps: readonly StepRecord[];
  /** What came of the last step. */
  readonly outcome: TurnOutcome | undefined;
  /** The last step, where nothing is known to have come of it. */
  readonly pending: { readonly step: StepRecord; readonly begun: boolean } | undefined;
  /** Remarks that no turn had. */
  readonly remarks: readonly string[];
  /** How the run ended, where that was the last thing that happened. */
  readonly end: ComputerResult | undefined;
}

/** Makes sense of a log, wherever it was cut. */
export function readPastRun(records: readonly ComputerRunRecord[]): PastRun {
  const outcomes = new Map<number, TurnOutcome>();
  const begun = new Set<number>();
  const frames = new Map<number, FrameRecord>();
  const steps: StepRecord[] = [];
  const failures: FailureRecord[] = [];
  const sessions: SessionRecord[] = [];
  const notes: string[] = [];
  let header: RunRecord | undefined;
  let session: SessionRecord | undefined;
  let sessionSteps: StepRecord[] = [];
  let remarks: string[] = [];
  for (const record of records) {
    switch (record.type) {
      case "run":
        header ??= record;
        break;
      case "session":
        sessions.push(record);
        if (record.continued === true) break;
        session = record;
        sessionSteps = [];
        break;
      case "frame":
        frames.set(record.number, record);
        break;
      case "step":
        steps.push(record);
        sessionSteps.push(record);
        remarks = without(remarks, record.turn.remarks);
        break;
      case "failure":
        failures.push(record);
        break;
      case "actions":
        begun.add(record.step);
        break;
      case "outcome":
        outcomes.set(record.step, record.outcome);
        break;
      case "remark":
        remarks.push(record.text);
        break;
    }
  }
  const last = steps.at(-1);
  const outcome = last && outcomes.get(last.step);
  for (const { step, decision } of steps) {
    if (decision.type === "note" && outcomes.has(step)) notes.push(decision.fact);
  }
  const final = records.at(-1);
  return {
    header,
    elapsedMilliseconds: final?.elapsedMilliseconds ?? 0,
    steps,
    failures,
    story: steps.map(({ step, decision }) => {
      const came = outcomes.get(step);
      return { step, decision, ...(came !== undefined && { outcome: came }) };
    }),
    frames,
    lastFrame: Math.max(0, ...frames.keys()),
    sessions,
    notes,
    session,
    sessionSteps,
    outcome,
    pending: last === undefined || outcome !== undefined ? undefined : { step: last, begun: begun.has(last.step) },
    remarks,
    end: final?.type === "end" ? final.result : undefined,
  };
}

/** What is left of a list; each text of the others takes one away. */
function without(texts: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of others) counts.set(text, (counts.get(text) ?? 0) + 1);
  return texts.filter((text) => {
    const left = counts.get(text) ?? 0;
    counts.set(text, left - 1);
    return left <= 0;
  });
}
