import type { Command } from "commander";

/** Options that say which model works and how, as they were typed; all commands that talk to a model share them. */
export interface TypedBackendOptions {
  readonly model?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly api?: string | undefined;
  /** Name of the environment variable that holds the key. */
  readonly apiKeyEnv?: string | undefined;
  readonly instructions?: string | undefined;
  readonly reasoning?: string | undefined;
  readonly maxOutputTokens?: string | undefined;
  readonly contextWindow?: string | undefined;
  readonly trigger?: string | undefined;
  readonly target?: string | undefined;
  readonly compaction?: string | undefined;
  readonly store?: boolean | undefined;
  /** `false` after `--no-recall`. */
  readonly recall?: boolean | undefined;
}

/** Adds the options that tell where a model is. */
export function addModelOptions(command: Command): Command {
  return command
    .option("-m, --model <name>")
    .option("--base-url <url>")
    .option("--api <name>")
    .option("--api-key-env <name>");
}

/** Adds all options of {@link TypedBackendOptions}. */
export function addBackendOptions(command: Command): Command {
  return addModelOptions(command)
    .option("--instructions <text>")
    .option("--reasoning <effort>")
    .option("--max-output-tokens <number>")
    .option("--context-window <tokens>")
    .option("--trigger <size>")
    .option("--target <size>")
    .option("--compaction <mode>")
    .option("--store")
    .option("--no-recall");
}
