import { MassGenError } from "@massgen/core";
import { startOpenaiEmulator } from "../openai/openai-emulator.ts";
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

async function serve({ options, faults }: CommandLine): Promise<void> {
  await using emulator = await startOpenaiEmulator(options);
  for (const { fault, path, times } of faults) emulator.fail(fault, { path, times: times ?? 1 });
  const interrupted = untilInterrupted();
  const models = Object.entries(options.models).map(([name, { contextWindow }]) => `${name} (${contextWindow} tokens)`);
  process.stdout.write(
    `OpenAI emulator (a protocol, not a model) at ${emulator.baseURL}\nModels: ${models.join(", ")}\nCtrl-C ends it.\n`,
  );
  await interrupted;
}
