import { MassGenError } from "@massgen/core";
import { type FaraEmulator, faraModelNames, startFaraEmulator } from "../fara/fara-emulator.ts";
import { type OpenaiEmulator, startOpenaiEmulator } from "../openai/openai-emulator.ts";
import { help } from "./help.ts";
import { type CommandLine, readCommandLine } from "./read-command-line.ts";
import { untilInterrupted } from "./until-interrupted.ts";

/**
 * Runs `massgen-emulator` until it is interrupted, and sets the exit code of the process: 0, or 1 after an error.
 *
 * @param args - what was typed after the program's name.
 */
export async function main(args: readonly string[]): Promise<void> {
  // Whoever read the address may have gone.
  process.stdout.on("error", () => undefined);
  try {
    const commandLine = await readCommandLine(args);
    if (commandLine === "help") process.stdout.write(help);
    else await serve(commandLine);
  } catch (error) {
    const text = MassGenError.isInstance(error)
      ? error.message
      : `Unexpected error, please report it: ${String(error)}`;
    process.stderr.write(`massgen-emulator: ${text.replaceAll(/\s+/g, " ")}\n`);
    process.exitCode = 1;
  }
}

async function serve(commandLine: CommandLine): Promise<void> {
  await using emulator = await start(commandLine);
  for (const { fault, path, times } of commandLine.faults) emulator.fail(fault, { path, times: times ?? 1 });
  const interrupted = untilInterrupted();
  const name = commandLine.protocol === "openai" ? "OpenAI" : "Fara";
  process.stdout.write(
    `${name} emulator (a protocol, not a model) at ${emulator.baseURL}\nModels: ${modelsOf(commandLine)}\nCtrl-C ends it.\n`,
  );
  await interrupted;
}

function start(commandLine: CommandLine): Promise<OpenaiEmulator | FaraEmulator> {
  return commandLine.protocol === "openai"
    ? startOpenaiEmulator(commandLine.options)
    : startFaraEmulator(commandLine.options);
}

function modelsOf(commandLine: CommandLine): string {
  if (commandLine.protocol === "fara") {
    const { generation, model = faraModelNames[generation] } = commandLine.options;
    return `${model} (${generation === "7b" ? "Fara-7B" : "Fara1.5"})`;
  }
  const models = Object.entries(commandLine.options.models);
  return models.map(([name, { contextWindow }]) => `${name} (${contextWindow} tokens)`).join(", ");
}
