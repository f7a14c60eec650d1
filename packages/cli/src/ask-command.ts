import type { Command } from "commander";
import { addBackendOptions, type TypedBackendOptions } from "./backend-options/typed-backend-options.ts";
import { usageError } from "./render/usage-error.ts";

/** Options of `massgen ask` as they were typed. */
export interface AskCommandOptions extends TypedBackendOptions {
  readonly image?: readonly string[];
  /** `true` for the newest conversation of this directory. */
  readonly continue?: string | true;
  readonly json?: boolean;
}

/** Adds `massgen ask`; what does the work is loaded only when it runs. */
export function addAskCommand(program: Command, help: string): void {
  addBackendOptions(program.command("ask").argument("[question]"))
    .option("-i, --image <file>", "", collect)
    .option("-c, --continue [id]")
    .option("--json")
    .configureHelp({ formatHelp: () => help })
    .configureOutput({ outputError: (text, write) => write(usageError(text, "massgen ask")) })
    .action(async (question: string | undefined, options: AskCommandOptions) => {
      const { runAsk } = await import("./ask/run-ask.ts");
      process.exitCode = await runAsk(question, options);
    });
}

function collect(path: string, paths: readonly string[] = []): readonly string[] {
  return [...paths, path];
}
