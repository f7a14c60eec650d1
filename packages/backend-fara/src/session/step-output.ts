import { MassGenError } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";

/** The output of a step: with it and its turn, the history can be built again. */
export interface StepOutput {
  /** What the model wrote, as it stands in the history. */
  readonly text: string;
  /** What the model found in the text of the page before it decided, as it stands in the history. */
  readonly pageAnswer?: string;
}

/**
 * Reads the output of an earlier run's step.
 *
 * @throws MassGenError `unreadable-past`
 */
export function readStepOutput(output: unknown, index: number): StepOutput {
  if (isRecord(output) && typeof output.text === "string") {
    const { text, pageAnswer } = output;
    if (pageAnswer === undefined) return { text };
    if (typeof pageAnswer === "string") return { text, pageAnswer };
  }
  throw new MassGenError(`Step ${index + 1} of the earlier run was not made by a Fara model.`, {
    code: "unreadable-past",
    remedy: "Begin anew, or pass what was done as the story of the task.",
  });
}
