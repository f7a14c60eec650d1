import { Command, CommanderError } from "commander";
import manifest from "../package.json" with { type: "json" };
import { addAskCommand } from "./ask-command.ts";
import { exitCodeOf } from "./backend-options/explain-failure.ts";
import { addBenchCommand } from "./bench/bench-command.ts";
import { addBenchComputerCommand } from "./bench-computer/bench-computer-command.ts";
import { addChatCommand } from "./chat-command.ts";
import { addCompactCommand } from "./compact-command.ts";
import { addComputerCommand } from "./computer/computer-command.ts";
import { addDoctorCommand } from "./doctor/doctor-command.ts";
import { exitCodes } from "./exit-codes.ts";
import type { HelpTexts } from "./help.ts";
import { endOnInterruption } from "./interruption.ts";
import { addModelsCommand } from "./models-command/models-command.ts";
import { addRecallCommand } from "./recall-command.ts";
import { errorLine } from "./render/error-line.ts";
import { endWithoutOutput } from "./render/output-error.ts";
import { usageError } from "./render/usage-error.ts";
import { addReplayCommand } from "./replay-command.ts";

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
  addAskCommand(program, help.ask);
  addBenchComputerCommand(addBenchCommand(program, help.bench), help.benchComputer);
  addChatCommand(program, help.chat);
  addCompactCommand(program, help.compact);
  addComputerCommand(program, help.computer);
  addDoctorCommand(program, help.doctor);
  addModelsCommand(program, help.models);
  addRecallCommand(program, help.recall);
  addReplayCommand(program, help.replay);
  return program;
}

function report(error: unknown): number {
  // The parser has written its own by then.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.success : exitCodes.badInput;
  process.stderr.write(errorLine(error));
  return exitCodeOf(error);
}
