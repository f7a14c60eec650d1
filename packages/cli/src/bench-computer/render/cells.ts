import { formatDollars } from "../../render/numbers.ts";
import { printable } from "../../render/printable.ts";
import type { ComputerBenchRun, ComputerBenchSum } from "../computer-bench-result.ts";

/** What is written where something cannot be known. */
const unknown = "n/a";

const grouped = new Intl.NumberFormat("en-US");

/** A table, as the terminal and Markdown have it. */
export interface Table {
  readonly titles: readonly string[];
  /** Columns that hold numbers. */
  readonly numbers: ReadonlySet<number>;
  readonly rows: readonly (readonly string[])[];
}

/** What each model did of all of it. */
export function sumTable(sums: readonly ComputerBenchSum[]): Table {
  return {
    titles: ["model", "endpoint", "success", "steps", "time", "model time", "tokens", "cost"],
    numbers: new Set([2, 3, 4, 5, 6, 7]),
    rows: sums.map((sum) => [
      printable(sum.model, 60),
      printable(sum.endpoint, 60),
      `${sum.successes} of ${sum.runs}`,
      grouped.format(sum.steps),
      seconds(sum.milliseconds),
      seconds(sum.modelMilliseconds),
      grouped.format(sum.inputTokens + sum.outputTokens),
      costCell(sum),
    ]),
  };
}

/** Each run. @param repeat - whether tasks were done more than once. */
export function runTable(runs: readonly ComputerBenchRun[], repeat: number): Table {
  return {
    titles: ["task", "model", "endpoint", "success", "ended", "steps", "time", "model time", "tokens", "cost"],
    numbers: new Set([5, 6, 7, 8, 9]),
    rows: runs.map((run) => [
      printable(repeat > 1 ? `${run.task} #${run.attempt}` : run.task, 60),
      printable(run.model, 60),
      printable(run.endpoint, 60),
      run.success ? "yes" : "no",
      run.fault?.code ?? run.status,
      grouped.format(run.steps),
      seconds(run.milliseconds),
      seconds(run.modelMilliseconds),
      grouped.format(run.inputTokens + run.outputTokens),
      costCell(run),
    ]),
  };
}

/** Why runs did not succeed, a line each. */
export function problemLines(runs: readonly ComputerBenchRun[], repeat: number): readonly string[] {
  return runs.flatMap(({ task, attempt, model, problem }) => {
    const which = repeat > 1 ? `${task} #${attempt}` : task;
    return problem === null ? [] : [`${printable(which, 60)}, ${printable(model, 60)}: ${printable(problem, 300)}`];
  });
}

/** What the figures are, where that is not plain. */
export function notes({
  runs,
  interrupted,
}: {
  readonly runs: readonly ComputerBenchRun[];
  readonly interrupted: boolean;
}) {
  return [
    "success is what the page and the answer show, not what the model says; time is without start and end of the browser.",
    ...(runs.some(({ endpoint }) => endpoint === "scripted")
      ? ["scripted: decisions of a script, not of a model; its time and cost say nothing of one."]
      : []),
    ...(runs.some(({ endpoint }) => endpoint !== "scripted")
      ? ["A host is where the model was asked; what answers there, a model or an emulator, cannot be told from here."]
      : []),
    ...(interrupted ? ["Interrupted: this is what was done by then."] : []),
  ];
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}

function costCell({ cost, endpoint }: { readonly cost: number | null; readonly endpoint: string }): string {
  if (endpoint === "scripted") return "–";
  return cost === null ? unknown : formatDollars(cost);
}
