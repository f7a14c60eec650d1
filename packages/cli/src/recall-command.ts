import type { Command } from "commander";
import { usageError } from "./render/usage-error.ts";

/** Options of `massgen recall` as they were typed. */
export interface RecallCommandOptions {
  readonly limit: string;
  readonly json?: boolean;
}

/** Adds `massgen recall`; what does the work is loaded only when it runs. */
export function addRecallCommand(program: Command, help: string): void {
  program
    .command("recall")
    .argument("<directory>")
    .argument("<query...>")
    .option("-l, --limit <number>", "", "10")
    .option("--json")
    .configureHelp({ formatHelp: () => help })
    .configureOutput({ outputError: (text, write) => write(usageError(text, "massgen recall")) })
    .action(async (directory: string, query: readonly string[], options: RecallCommandOptions) => {
      const { runRecall } = await import("./run-recall.ts");
      process.exitCode = await runRecall(directory, query.join(" "), options);
    });
}
