import { Command, CommanderError } from "commander";
import type { TypedBackendOptions } from "../backend-options/typed-backend-options.ts";
import { inputError } from "../input-error.ts";

const usage = "/model NAME [--base-url URL] [--api NAME] [--api-key-env NAME] [--context-window TOKENS]";

/**
 * What follows `/model`.
 *
 * @returns without a `model` where none is named.
 * @throws MassGenError `invalid-input`
 */
export function parseModelCommand(rest: string): TypedBackendOptions {
  const command = new Command("/model")
    .argument("[name]")
    .option("--base-url <url>")
    .option("--api <name>")
    .option("--api-key-env <name>")
    .option("--context-window <tokens>")
    .helpOption(false)
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  try {
    command.parse(
      rest.split(/\s+/).filter((word) => word !== ""),
      { from: "user" },
    );
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const problem = error.message.replace(/^error: /, "").replace(/^./, (first) => first.toUpperCase());
    throw inputError(problem.replace(/(?<![.)])$/, "."), `Write ${usage}.`, error);
  }
  const [model] = command.args;
  const options = command.opts<TypedBackendOptions>();
  if (model === undefined && Object.keys(options).length > 0) {
    throw inputError("/model has options but no name.", `Write ${usage}.`);
  }
  return { ...options, model };
}
