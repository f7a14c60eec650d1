import type { Command } from "commander";
import { usageError } from "../render/usage-error.ts";

/** Options of `massgen computer` as they were typed. */
export interface ComputerCommandOptions {
  /** In order of preference; each `NAME`, `NAME@URL` or `script:FILE`. */
  readonly model?: readonly string[];
  readonly baseUrl?: string;
  readonly apiKeyEnv?: string;
  readonly dialect?: string;
  readonly endpoint?: string;
  readonly systemPrompt?: string;
  readonly instructions?: string;
  readonly computer: string;
  readonly url?: string;
  readonly headed?: boolean;
  readonly browser?: string;
  readonly profile?: string;
  readonly cdp?: string;
  readonly unenforced?: boolean;
  readonly allow?: readonly string[];
  readonly block?: readonly string[];
  readonly allowPrivate?: readonly string[];
  readonly upload?: readonly string[];
  readonly downloads?: string;
  readonly secret?: readonly string[];
  readonly ask?: readonly string[];
  readonly unattended?: boolean;
  readonly maxSteps?: string;
  readonly maxMinutes?: string;
  readonly maxCost?: string;
  readonly gpuPrice?: string;
  readonly record?: string;
  readonly resume?: string;
  readonly reply?: string;
  readonly json?: boolean;
}

/** Adds `massgen computer`; what does the work is loaded only when it runs. */
export function addComputerCommand(program: Command, help: string): void {
  program
    .command("computer")
    .argument("[task]")
    .option("-m, --model <name>", "", collect)
    .option("--base-url <url>")
    .option("--api-key-env <name>")
    .option("--dialect <name>")
    .option("--endpoint <file>")
    .option("--system-prompt <text>")
    .option("--instructions <text>")
    .option("--computer <name>", "", "browser")
    .option("--url <url>")
    .option("--headed")
    .option("--browser <path>")
    .option("--profile <directory>")
    .option("--cdp <url>")
    .option("--unenforced")
    .option("--allow <domain>", "", collect)
    .option("--block <domain>", "", collect)
    .option("--allow-private <address>", "", collect)
    .option("--upload <file>", "", collect)
    .option("--downloads <directory>")
    .option("--secret <name=variable@origin>", "", collect)
    .option("--ask <when>", "", collect)
    .option("--unattended")
    .option("--max-steps <number>")
    .option("--max-minutes <number>")
    .option("--max-cost <dollars>")
    .option("--gpu-price <dollars>")
    .option("--record <directory>")
    .option("--resume <directory>")
    .option("--reply <text>")
    .option("--json")
    .configureHelp({ formatHelp: () => help })
    .configureOutput({ outputError: (text, write) => write(usageError(text, "massgen computer")) })
    .action(async (task: string | undefined, options: ComputerCommandOptions) => {
      const { runComputer } = await import("./run-computer.ts");
      process.exitCode = await runComputer(task, options);
    });
}

function collect(value: string, values: readonly string[] = []): readonly string[] {
  return [...values, value];
}
