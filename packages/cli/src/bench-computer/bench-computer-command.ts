import type { Command } from "commander";
import type { ModelChoiceOptions } from "../computer/choose-models.ts";
import type { ComputerCommandOptions } from "../computer/computer-command.ts";
import { usageError } from "../render/usage-error.ts";

/** Options of `massgen bench computer` as they were typed. */
export interface BenchComputerOptions
  extends ModelChoiceOptions,
    Pick<
      ComputerCommandOptions,
      "browser" | "headed" | "allow" | "block" | "allowPrivate" | "maxSteps" | "maxMinutes" | "gpuPrice" | "json"
    > {
  readonly tasks?: string;
  readonly repeat?: string;
  readonly output?: string;
}

/** Adds `massgen bench computer` to `massgen bench`; what does the work is loaded only when it runs. */
export function addBenchComputerCommand(bench: Command, help: string): void {
  bench
    .command("computer")
    .option("--tasks <file>")
    .option("-m, --model <name>", "", collect)
    .option("--base-url <url>")
    .option("--api-key-env <name>")
    .option("--endpoint <file>")
    .option("--dialect <name>")
    .option("--system-prompt <text>")
    .option("--instructions <text>")
    .option("--repeat <number>")
    .option("--headed")
    .option("--browser <path>")
    .option("--allow <domain>", "", collect)
    .option("--block <domain>", "", collect)
    .option("--allow-private <address>", "", collect)
    .option("--max-steps <number>")
    .option("--max-minutes <number>")
    .option("--gpu-price <dollars>")
    .option("-o, --output <file>")
    .option("--json")
    .configureHelp({ formatHelp: () => help })
    .configureOutput({ outputError: (text, write) => write(usageError(text, "massgen bench computer")) })
    .action(async (options: BenchComputerOptions) => {
      const { runBenchComputer } = await import("./run-bench-computer.ts");
      process.exitCode = await runBenchComputer(options);
    });
}

function collect(value: string, values: readonly string[] = []): readonly string[] {
  return [...values, value];
}
