import type { ComputerBudget, PricedStep } from "@massgen/computer-use";
import { type Computer, type ComputerResult, MassGenError } from "@massgen/core";
import { type ComputerOptions, makeComputer } from "../computer/make-computer.ts";
import { unexpectedError } from "../render/unexpected-error.ts";
import type { BenchTask } from "./bench-task.ts";
import type { Check } from "./check.ts";
import type { ComputerBenchRun } from "./computer-bench-result.ts";
import type { Contender } from "./contender.ts";

export interface RunTaskSettings {
  /** What each computer is and may reach, without the page. */
  readonly computer: Omit<ComputerOptions, "url">;
  readonly budget: ComputerBudget;
  readonly priceOf: ((step: PricedStep) => number | undefined) | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Milliseconds from any point in time. */
  readonly now: () => number;
}

type Outcome = Omit<ComputerBenchRun, "task" | "model" | "endpoint" | "attempt">;
type Spent = Omit<Outcome, "success" | "problem">;

/**
 * Has a model do a task on a browser of its own, and looks at the page afterwards.
 *
 * @throws the signal's reason on abort; whatever else goes wrong is in the run.
 */
export async function runTask(
  contender: Contender,
  task: BenchTask,
  attempt: number,
  settings: RunTaskSettings,
): Promise<ComputerBenchRun> {
  const { signal, now } = settings;
  const start = now();
  let outcome: Outcome;
  try {
    outcome = await attemptTask(contender, task, settings);
  } catch (error) {
    outcome = { ...nothingSpent, milliseconds: now() - start, ...crash(error) };
  }
  signal.throwIfAborted();
  const { model, endpoint } = contender;
  return { task: task.name, model, endpoint, attempt, ...outcome };
}

async function attemptTask(contender: Contender, task: BenchTask, settings: RunTaskSettings): Promise<Outcome> {
  const { environment, signal, budget, priceOf } = settings;
  const { model } = contender.of(task);
  const options = { ...settings.computer, url: task.url };
  const { computer } = await makeComputer(options, { environment, frame: model.frame, signal });
  try {
    const { runComputerTask } = await import("@massgen/computer-use");
    const steps = task.maximumSteps ?? budget.steps;
    const run = runComputerTask({
      task: task.task,
      model,
      computer,
      budget: { ...budget, ...(steps !== undefined && { steps }) },
      ...(priceOf && { priceOf }),
      signal,
    });
    const result = await run.result;
    signal.throwIfAborted();
    const spent = spentBy(result);
    try {
      const unmet = await firstUnmet(task.checks, result, computer, signal);
      const problem = unmet === undefined ? null : problemOf(unmet, result);
      return { ...spent, success: problem === null, problem };
    } catch (error) {
      return { ...spent, ...crash(error) };
    }
  } finally {
    await computer.close();
  }
}

function spentBy(result: ComputerResult): Spent {
  const { status, answer, fault, steps, requests, durationMilliseconds, modelMilliseconds, usage, cost } = result;
  const { inputTokens, outputTokens } = usage;
  return {
    status,
    answer,
    fault: fault ?? null,
    steps,
    requests,
    milliseconds: durationMilliseconds,
    modelMilliseconds,
    inputTokens,
    outputTokens,
    cost: cost ?? null,
  };
}

const nothingSpent = {
  answer: "",
  steps: 0,
  requests: 0,
  modelMilliseconds: 0,
  inputTokens: 0,
  outputTokens: 0,
  cost: 0,
} as const;

/** The first check that does not hold. A page is read only where something is expected of it. */
async function firstUnmet(
  checks: readonly Check[],
  { answer }: ComputerResult,
  computer: Computer,
  signal: AbortSignal,
): Promise<Check | undefined> {
  const isOfPage = checks.some(({ thing }) => thing !== "answer");
  const { title = "", url = "" } = isOfPage ? await computer.observe({ signal }) : {};
  const text = checks.some(({ thing }) => thing === "text") ? ((await computer.readText?.({ signal })) ?? "") : "";
  const found = { title, url, text, answer };
  return checks.find(({ thing, holds }) => !holds(found[thing]));
}

/** Why a run counts as failed: what went wrong by itself says more than a page that is not as expected. */
function problemOf({ thing, expected }: Check, { status, fault, reason }: ComputerResult): string {
  if (fault !== undefined || status === "budget" || status === "needs-person") return reason;
  return `${thing} is not ${expected}`;
}

function crash(error: unknown): Pick<Outcome, "success" | "status" | "problem" | "fault"> {
  const isKnown = MassGenError.isInstance(error);
  return {
    success: false,
    status: "failure",
    problem: isKnown ? error.message : unexpectedError(error),
    fault: { source: "program", code: isKnown ? error.code : "unexpected" },
  };
}
