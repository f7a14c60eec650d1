import { Command } from "commander";
import { exitCodeOf } from "../../backend-options/explain-failure.ts";
import { endOnInterruption } from "../../interruption.ts";
import { errorLine } from "../../render/error-line.ts";
import { addBenchCommand } from "../bench-command.ts";
import { benchHelp } from "../bench-help.ts";

// The command by itself, as a process for tests.
endOnInterruption();
const program = new Command("massgen");
addBenchCommand(program, benchHelp);
try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(errorLine(error));
  process.exitCode = exitCodeOf(error);
}
