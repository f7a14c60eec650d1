import { MassGenError } from "@massgen/core";
import { Command, CommanderError } from "commander";
import manifest from "../package.json" with { type: "json" };
import { addCompactCommand } from "./compact-command.ts";
import { exitCodes } from "./exit-codes.ts";
import type { HelpTexts } from "./help.ts";
import { endOnInterruption } from "./interruption.ts";
import { addRecallCommand } from "./recall-command.ts";
import { endWithoutOutput } from "./render/output-error.ts";
import { printable } from "./render/printable.ts";
import { unexpectedError } from "./render/unexpected-error.ts";
import { usageError } from "./render/usage-error.ts";

/** Does what the command line says and sets the exit code; an error becomes one line on standard error. */
export async function runProgram(args: readonly string[], help: HelpTexts): Promise<void> {
  endOnInterruption();
  process.stdout.on("error", endWithoutOutput);
  // Nobody is left to be told.
  process.stderr.on("error", () => undefined);
  try {
    await createProgram(help).parseAsync(args, { from: "user" });
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** Parses the command line; help has texts of its own, and commands load their work when they run. */
export function createProgram(help: HelpTexts): Command {
  const program = new Command("massgen")
    .version(manifest.version, "-V, --version")
    .helpOption("-h, --help")
    .helpCommand("help [command]")
    .configureHelp({ formatHelp: () => help.program })
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(usageError(text, "massgen")) });
  addCompactCommand(program, help.compact);
  addRecallCommand(program, help.recall);
  return program;
}

function report(error: unknown): number {
  // The parser has written its own by then.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.success : exitCodes.badInput;
  if (MassGenError.isInstance(error)) {
    process.stderr.write(`massgen: ${printable(error.problem)} ${printable(error.remedy)}\n`);
  } else {
    process.stderr.write(`massgen: Unexpected error, please report it: ${unexpectedError(error)}.\n`);
  }
  return exitCodes.badInput;
}
