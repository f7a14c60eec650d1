import { type ComputerResult, type ComputerStatus, MassGenError } from "@massgen/core";
import { loadModelOverrides } from "../configuration/load-model-overrides.ts";
import { exitCodes } from "../exit-codes.ts";
import { inputError } from "../input-error.ts";
import { handleInterruptions, noteRemark } from "../interruption.ts";
import { dimOn } from "../render/dim-on.ts";
import { formatDollars, groupDigits } from "../render/numbers.ts";
import { printable } from "../render/printable.ts";
import { terminalSafeJson } from "../render/terminal-safe-json.ts";
import { writeStream } from "../render/write-stream.ts";
import { type ChosenModel, chooseModels } from "./choose-models.ts";
import type { ComputerCommandOptions } from "./computer-command.ts";
import { readApprovalRules, readBudget, readGpuPrice } from "./computer-settings.ts";
import { type MadeComputer, makeComputer } from "./make-computer.ts";
import { createPerson, type Person } from "./person.ts";
import { priceSteps } from "./price-steps.ts";
import { createStepView } from "./step-view.ts";

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
  const record = await openRecord(argument, options);
  try {
    const overrides = await loadModelOverrides({ environment });
    const models = await chooseModels(options, { environment, overrides });
    checkStart(models, options);
    const priceOf = await priceSteps(models, gpuPrice, overrides);
    const stop = new AbortController();
    const unhandle = handleInterruptions(() => {
      if (stop.signal.aborted) return false;
      noteRemark("It was stopping.");
      stop.abort(new Error("Interrupted."));
      return true;
    });
    let made: MadeComputer | undefined;
    let person: Person | undefined;
    try {
      const [first] = models;
      if (first === undefined) throw inputError("No model is named.", "Pass --model.");
      made = await makeComputer(options, { environment, frame: first.model.frame, signal: stop.signal });
      const { computer, secretsText, mask } = made;
      const view = createStepView({
        write: (line) => void process.stderr.write(line),
        dim: dimOn(process.stderr),
        mask,
      });
      const isAttended = process.stdin.isTTY === true && options.unattended !== true;
      person = isAttended
        ? createPerson({
            input: process.stdin,
            write: (text) => void process.stderr.write(text),
            mask,
            onInterrupt: () => stop.abort(new Error("Interrupted.")),
          })
        : undefined;
      const { runComputerTask } = await import("@massgen/computer-use");
      const run = runComputerTask({
        task: [record.task, secretsText].filter((part) => part !== "").join("\n\n"),
        models: models.map(({ model }) => model),
        computer,
        budget,
        approval: { rules, ...(person && { approve: person.approve }) },
        ...(person
          ? { onQuestion: person.onQuestion }
          : options.reply !== undefined && { onQuestion: () => undefined }),
        ...(priceOf && { priceOf }),
        ...(record.log && (record.isResumed ? { resume: record.log } : { log: record.log })),
        signal: stop.signal,
      });
      person?.attend(run);
      if (options.reply !== undefined && !run.reply(options.reply)) {
        process.stderr.write("No question waits for an answer; --reply is left out.\n");
      }
      for await (const event of run) view(event);
      const result = await run.result;
      await printResult(result, { options, models, mask, folder: record.path });
      return exitCodeOf[result.status];
    } catch (error) {
      if (stop.signal.aborted && !MassGenError.isInstance(error)) return exitCodes.interrupted;
      throw error;
    } finally {
      person?.close();
      await made?.computer.close();
      unhandle();
    }
  } finally {
    await record.close();
  }
}

interface OpenRecord {
  readonly task: string;
  readonly isResumed: boolean;
  readonly path: string | undefined;
  readonly log: Awaited<ReturnType<typeof openFolder>> | undefined;
  close(): Promise<void>;
}

async function openFolder(path: string, isResumed: boolean) {
  const { openRunFolder } = await import("@massgen/computer-use/recorder");
  return openRunFolder(path, { resume: isResumed });
}

async function openRecord(argument: string | undefined, options: ComputerCommandOptions): Promise<OpenRecord> {
  const { record, resume, reply } = options;
  if (resume !== undefined) {
    if (record !== undefined) throw inputError("--resume goes on in its own record.", "Leave --record out.");
    const log = await openFolder(resume, true);
    const [first] = await log.read();
    const task = first?.type === "run" ? first.task : "";
    if (argument !== undefined && argument !== task) {
      await log.close();
      throw inputError("A resumed run has its task.", "Leave the task out.");
    }
    return { task, isResumed: true, path: resume, log, close: () => log.close() };
  }
  if (reply !== undefined) throw inputError("--reply answers a run that is resumed.", "Add --resume DIRECTORY.");
  if (argument === undefined || argument.trim() === "") {
    throw inputError("There is no task.", 'Write massgen computer "TASK".');
  }
  const log = record === undefined ? undefined : await openFolder(record, false);
  return { task: argument, isResumed: false, path: record, log, close: async () => log?.close() };
}

/** Models that have no words for an address bar can do nothing on an empty page. */
function checkStart(models: readonly ChosenModel[], { url, cdp, resume }: ComputerCommandOptions): void {
  const isBound = models.every(({ dialect }) => dialect === "computer" || dialect === "computer-use-preview");
  if (url !== undefined || cdp !== undefined || resume !== undefined || !isBound) return;
  throw inputError("The model cannot open a page by itself.", "Say where it begins with --url https://example.com.");
}

interface PrintSettings {
  readonly options: ComputerCommandOptions;
  readonly models: readonly ChosenModel[];
  readonly mask: (text: string) => string;
  readonly folder: string | undefined;
}

async function printResult(result: ComputerResult, { options, models, mask, folder }: PrintSettings): Promise<void> {
  const isScripted = models.some(({ model, dialect }) => dialect === "script" && result.models.includes(model.name));
  if (options.json === true) {
    const answer = { ...result, ...(isScripted && { scripted: true }), recording: folder ?? null };
    await writeStream(process.stdout, `${terminalSafeJson(mask(JSON.stringify(answer, null, 2)))}\n`);
    return;
  }
  if (result.answer !== "") await writeStream(process.stdout, `${printable(mask(result.answer), 100_000)}\n`);
  const tokens = result.usage.inputTokens + result.usage.outputTokens;
  const facts = [
    `${result.steps} ${result.steps === 1 ? "step" : "steps"}`,
    `${(result.durationMilliseconds / 1_000).toFixed(1)} s`,
    ...(tokens > 0 ? [`${groupDigits(tokens)} tokens`] : []),
    ...(result.cost === undefined || result.cost === 0 ? [] : [formatDollars(result.cost)]),
    ...(isScripted ? ["decisions of a script, not of a model"] : []),
  ];
  const dim = dimOn(process.stderr);
  if (result.status !== "success") process.stderr.write(`${printable(mask(result.reason), 600)}\n`);
  if (result.status === "needs-person" && folder !== undefined) {
    process.stderr.write(
      `Go on with: massgen computer --resume ${folder}${result.question === undefined ? "" : " --reply ANSWER"}\n`,
    );
  }
  process.stderr.write(`${dim(facts.join(", "))}\n`);
  if (folder !== undefined) process.stderr.write(`${dim(`Recorded; look at it with: massgen replay ${folder}`)}\n`);
}
