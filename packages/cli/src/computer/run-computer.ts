import { ComputerError, type ComputerStatus } from "@massgen/core";
import { loadModelOverrides } from "../configuration/load-model-overrides.ts";
import { exitCodes } from "../exit-codes.ts";
import { inputError } from "../input-error.ts";
import { dimOn } from "../render/dim-on.ts";
import { errorLine } from "../render/error-line.ts";
import { type ChosenModel, chooseFrame, chooseModels } from "./choose-models.ts";
import type { ComputerCommandOptions } from "./computer-command.ts";
import { readApprovalRules, readBudget, readGpuPrice } from "./computer-settings.ts";
import { explainBrowser } from "./explain-browser.ts";
import { checkComputer, type MadeComputer, makeComputer } from "./make-computer.ts";
import { maskLog } from "./mask-log.ts";
import { createPerson } from "./person.ts";
import { type PlannedRun, planRun } from "./plan-run.ts";
import { priceSteps } from "./price-steps.ts";
import { printResult } from "./print-result.ts";
import { createStepView } from "./step-view.ts";
import { untilInterrupted } from "./until-interrupted.ts";

const exitCodeOf: Readonly<Record<ComputerStatus, number>> = {
  success: exitCodes.success,
  failure: exitCodes.failed,
  budget: exitCodes.budget,
  interrupted: exitCodes.interrupted,
  "needs-person": exitCodes.needsPerson,
};

/** Runs `massgen computer` and answers with the exit code. */
export async function runComputer(argument: string | undefined, options: ComputerCommandOptions): Promise<number> {
  const environment = process.env;
  const [budget, rules, gpuPrice] = [readBudget(options), readApprovalRules(options), readGpuPrice(options)];
  await checkComputer(options);
  const plan = await planRun(argument, options);
  const overrides = await loadModelOverrides({ environment });
  const models = await chooseModels(options, { environment, overrides });
  checkStart(models, options, plan);
  const priceOf = await priceSteps(models, gpuPrice, overrides);
  return untilInterrupted(async (signal) => {
    const frame = chooseFrame(models);
    let made: MadeComputer;
    try {
      made = await makeComputer(options, { environment, frame, signal, earlier: plan.earlier });
    } catch (error) {
      if (signal.aborted || !ComputerError.isInstance(error)) throw error;
      process.stderr.write(errorLine(explainBrowser(error, options, environment)));
      return exitCodes.failed;
    }
    try {
      return await runOn(made, { options, plan, models, budget, rules, priceOf, signal });
    } finally {
      await made.computer.close();
    }
  });
}

interface RunSettings {
  readonly options: ComputerCommandOptions;
  readonly plan: PlannedRun;
  readonly models: readonly ChosenModel[];
  readonly budget: ReturnType<typeof readBudget>;
  readonly rules: ReturnType<typeof readApprovalRules>;
  readonly priceOf: Awaited<ReturnType<typeof priceSteps>>;
  readonly signal: AbortSignal;
}

async function runOn({ computer, secretsText, mask }: MadeComputer, settings: RunSettings): Promise<number> {
  const { options, plan, models, budget, rules, priceOf, signal } = settings;
  const { runComputerTask } = await import("@massgen/computer-use");
  const write = (text: string) => void process.stderr.write(text);
  const folder = plan.folder === undefined ? undefined : await openFolder(plan.folder, plan.isResumed);
  const log = folder && maskLog(folder, mask);
  const person = isAttended(options)
    ? createPerson({ input: process.stdin, write, mask, isShown: options.headed === true || options.cdp !== undefined })
    : undefined;
  try {
    const run = runComputerTask({
      // The record of an earlier part has what was told of secrets with its task.
      task: plan.isResumed || secretsText === "" ? plan.task : `${plan.task}\n\n${secretsText}`,
      models: models.map(({ model }) => model),
      computer,
      budget,
      approval: { rules, ...(person && { approve: person.approve }) },
      ...(person && { onQuestion: person.onQuestion }),
      ...(priceOf && { priceOf }),
      ...(log && (plan.isResumed ? { resume: log } : { log })),
      signal,
    });
    person?.attend(run);
    if (options.reply !== undefined) run.reply(options.reply);
    const view = createStepView({ write, dim: dimOn(process.stderr), mask, isAttended: person !== undefined });
    for await (const event of run) view(event);
    const result = await run.result;
    const isScripted = models.some(({ model, dialect }) => dialect === "script" && result.models.includes(model.name));
    await printResult(result, { json: options.json === true, isScripted, mask, folder: plan.folder });
    return exitCodeOf[result.status];
  } finally {
    person?.close();
    await folder?.close();
  }
}

async function openFolder(path: string, resume: boolean) {
  const { openRunFolder } = await import("@massgen/computer-use/recorder");
  return openRunFolder(path, { resume });
}

/** Whoever cannot see what is asked cannot answer it. */
function isAttended({ unattended }: ComputerCommandOptions): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true && unattended !== true;
}

/** Models that have no words for an address bar can do nothing on an empty page. */
function checkStart(
  models: readonly ChosenModel[],
  { url, cdp }: ComputerCommandOptions,
  { earlier }: PlannedRun,
): void {
  const isBound = models.every(({ dialect }) => dialect === "computer" || dialect === "computer-use-preview");
  if (url !== undefined || cdp !== undefined || earlier.last !== undefined || !isBound) return;
  throw inputError("The model cannot open a page by itself.", "Say where it begins with --url https://example.com.");
}
