import { readBudget, readGpuPrice, readWhole } from "../computer/computer-settings.ts";
import { checkComputer } from "../computer/make-computer.ts";
import { priceSteps } from "../computer/price-steps.ts";
import { untilInterrupted } from "../computer/until-interrupted.ts";
import { loadModelOverrides } from "../configuration/load-model-overrides.ts";
import { checkOutputPath, writeOutput } from "../conversation-file/write-output.ts";
import { exitCodes } from "../exit-codes.ts";
import { inputError } from "../input-error.ts";
import { terminalSafeJson } from "../render/terminal-safe-json.ts";
import { writeStream } from "../render/write-stream.ts";
import type { BenchComputerOptions } from "./bench-computer-command.ts";
import { type ComputerBenchResult, type ComputerBenchRun, sumUp } from "./computer-bench-result.ts";
import { chooseContenders } from "./contender.ts";
import { readTasks } from "./read-tasks.ts";
import { markdownReport } from "./render/markdown-report.ts";
import { runLine } from "./render/run-line.ts";
import { textReport } from "./render/text-report.ts";
import { runTask } from "./run-task.ts";

/** Runs `massgen bench computer` and answers with the exit code. */
export async function runBenchComputer(options: BenchComputerOptions): Promise<number> {
  const environment = process.env;
  const [budget, gpuPrice] = [readBudget(options), readGpuPrice(options)];
  const repeat = readWhole(options.repeat, "--repeat") ?? 1;
  if (options.output !== undefined) await checkOutputPath(options.output);
  if (options.tasks === undefined) throw inputError("No file of tasks is named.", "Pass --tasks tasks.json.");
  const tasks = await readTasks(options.tasks);
  await checkComputer({ ...options, computer: "browser" });
  const overrides = await loadModelOverrides({ environment });
  const contenders = await chooseContenders(options, { environment, overrides }, tasks);
  const prices = new Map<unknown, Awaited<ReturnType<typeof priceSteps>>>();
  for (const contender of contenders) {
    const [task] = tasks;
    if (task !== undefined) prices.set(contender, await priceSteps([contender.of(task)], gpuPrice, overrides));
  }

  const runs: ComputerBenchRun[] = [];
  // All models do a task before the next one begins: a site that changes meanwhile changes for all.
  const planned = tasks.flatMap((task) =>
    Array.from({ length: repeat }, (_, index) =>
      contenders.map((contender) => ({ task, contender, attempt: index + 1 })),
    ),
  );
  const all = planned.flat();
  let interrupted = false;
  const code = await untilInterrupted(async (signal) => {
    for (const { task, contender, attempt } of all) {
      const isFree = contender.endpoint === "scripted";
      const priceOf = isFree ? () => 0 : prices.get(contender);
      const computer = { ...options, computer: "browser" };
      const settings = { computer, budget, priceOf, environment, signal, now: () => performance.now() };
      try {
        runs.push(await runTask(contender, task, attempt, settings));
      } catch (error) {
        if (!signal.aborted) throw error;
        interrupted = true;
        break;
      }
      const last = runs.at(-1);
      if (last !== undefined) process.stderr.write(`${runLine(last, runs.length, all.length)}\n`);
    }
    await writeResult(
      {
        settings: { tasks: options.tasks ?? "", repeat, browser: "fresh for each run" },
        models: sumUp(runs),
        runs,
        interrupted,
      },
      options,
    );
    return exitCode(runs, interrupted);
  });
  return code;
}

async function writeResult(result: ComputerBenchResult, { json, output }: BenchComputerOptions): Promise<void> {
  const asJson = `${JSON.stringify(result, null, 2)}\n`;
  if (output !== undefined) {
    await writeOutput(output, output.endsWith(".md") ? markdownReport(result) : asJson);
  }
  await writeStream(process.stdout, json === true ? terminalSafeJson(asJson) : textReport(result, process.stdout));
}

function exitCode(runs: readonly ComputerBenchRun[], interrupted: boolean): number {
  if (interrupted) return exitCodes.interrupted;
  return runs.every(({ fault, steps }) => fault !== null && steps === 0) ? exitCodes.failed : exitCodes.success;
}
