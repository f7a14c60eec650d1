import { Command } from "commander";
import manifest from "../package.json" with { type: "json" };
import { addCompactCommand } from "./compact-command.ts";
import { printable } from "./render/printable.ts";

/** The command line: names, options and help; commands load their work when they run. */
export function createProgram(): Command {
  const program = new Command("massgen")
    .description("Agents that run long without drowning in their own context.")
    .version(manifest.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print help for a command")
    .addHelpText("after", "\nStart with: massgen compact session.json --target 60k --dry-run\n")
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`massgen: ${oneLine(text)}\n`) });
  addCompactCommand(program);
  return program;
}

function oneLine(text: string): string {
  const problem = printable(text.replace(/^error: /, "").trim()).replace(/^./, (first) => first.toUpperCase());
  return problem.includes("Did you mean") ? problem : `${problem.replace(/[.]?$/, ".")} See massgen --help.`;
}
