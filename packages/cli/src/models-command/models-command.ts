import type { Command } from "commander";
import { usageError } from "../render/usage-error.ts";

/** Options of `massgen models` as they were typed. */
export interface ModelsCommandOptions {
  readonly computerUse?: boolean;
  readonly compaction?: boolean;
  readonly json?: boolean;
}

/** Adds `massgen models` and `massgen models show`; what does the work is loaded only when it runs. */
export function addModelsCommand(program: Command, help: string): void {
  const models = withHelp(program.command("models"), help)
    .argument("[unknown...]")
    .option("--computer-use")
    .option("--compaction")
    .option("--json")
    .action(async (unknown: readonly string[], options: ModelsCommandOptions) => {
      const { runModels } = await import("./run-models.ts");
      process.exitCode = await runModels(unknown, options);
    });
  withHelp(models.command("show"), help)
    .argument("<name>")
    .option("--json")
    .action(async (name: string, _options: object, command: Command) => {
      const { runShowModel } = await import("./run-show-model.ts");
      // The options of both commands: the parser gives those that both have to the first.
      process.exitCode = await runShowModel(name, command.optsWithGlobals<ModelsCommandOptions>());
    });
}

function withHelp(command: Command, help: string): Command {
  return command
    .configureHelp({ formatHelp: () => help })
    .configureOutput({ outputError: (text, write) => write(usageError(text, "massgen models")) });
}
