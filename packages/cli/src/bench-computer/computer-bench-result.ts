import type { ComputerResult } from "@massgen/core";

/** How one model did one task once. */
export interface ComputerBenchRun {
  readonly task: string;
  readonly model: string;
  /** Host of the model's endpoint, or `scripted`. */
  readonly endpoint: string;
  /** Which repetition it was, from 1. */
  readonly attempt: number;
  /** Whether all checks hold. What the model says of itself does not count. */
  readonly success: boolean;
  /** What the model, or the program, says: how the run ended. */
  readonly status: ComputerResult["status"];
  /** The first thing that is not as expected, or what failed; `null` where all checks hold. */
  readonly problem: string | null;
  readonly fault: ComputerResult["fault"] | null;
  readonly steps: number;
  readonly requests: number;
  /** Without start and end of the browser. */
  readonly milliseconds: number;
  /** Share of the time that the model took. */
  readonly modelMilliseconds: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; `null` where a price is unknown. */
  readonly cost: number | null;
  readonly answer: string;
}

/** A model's runs together. */
export interface ComputerBenchSum
  extends Pick<
    ComputerBenchRun,
    | "model"
    | "endpoint"
    | "steps"
    | "requests"
    | "milliseconds"
    | "modelMilliseconds"
    | "inputTokens"
    | "outputTokens"
    | "cost"
  > {
  readonly runs: number;
  readonly successes: number;
}

/** A finished bench, as `--json` prints it. */
export interface ComputerBenchResult {
  readonly settings: {
    readonly tasks: string;
    readonly repeat: number;
    readonly browser: "fresh for each run";
  };
  readonly models: readonly ComputerBenchSum[];
  readonly runs: readonly ComputerBenchRun[];
  /** Whether it was interrupted, so that runs are missing. */
  readonly interrupted: boolean;
}

/** Adds up the runs of each model, in the order of their first runs. */
export function sumUp(runs: readonly ComputerBenchRun[]): readonly ComputerBenchSum[] {
  const keyOf = ({ model, endpoint }: ComputerBenchRun) => JSON.stringify([model, endpoint]);
  return [...new Set(runs.map(keyOf))].flatMap((key) => {
    const own = runs.filter((run) => keyOf(run) === key);
    const [first] = own;
    if (first === undefined) return [];
    const total = (value: (run: ComputerBenchRun) => number) => own.reduce((sum, run) => sum + value(run), 0);
    return {
      model: first.model,
      endpoint: first.endpoint,
      runs: own.length,
      successes: own.filter(({ success }) => success).length,
      steps: total(({ steps }) => steps),
      requests: total(({ requests }) => requests),
      milliseconds: total(({ milliseconds }) => milliseconds),
      modelMilliseconds: total(({ modelMilliseconds }) => modelMilliseconds),
      inputTokens: total(({ inputTokens }) => inputTokens),
      outputTokens: total(({ outputTokens }) => outputTokens),
      cost: own.some(({ cost }) => cost === null) ? null : total(({ cost }) => cost ?? 0),
    };
  });
}
