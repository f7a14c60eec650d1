import { CommanderError } from "commander";
import { exitCodes } from "./exit-codes.ts";
import { createProgram } from "./program.ts";
import { printable } from "./render/printable.ts";

/** Runs `massgen` with the arguments of a process and sets its exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  process.once("SIGINT", () => {
    process.stderr.write(`${process.stderr.isTTY ? "\r\u001b[K" : ""}massgen: Interrupted; nothing was written.\n`);
    process.exit(exitCodes.interrupted);
  });
  // A reader that has seen enough, such as `head`, closes the pipe.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(exitCodes.success);
    throw error;
  });
  try {
    await createProgram().parseAsync(argv.length > 2 ? argv : [...argv, "--help"]);
  } catch (error) {
    process.exitCode = await report(error);
  }
}

async function report(error: unknown): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.success : exitCodes.badInput;
  const { MassGenError } = await import("@massgen/core");
  if (MassGenError.isInstance(error)) {
    process.stderr.write(`massgen: ${printable(error.message)}\n`);
    return exitCodes.badInput;
  }
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  process.stderr.write(`massgen: Unexpected error, please report it: ${printable(words)}\n`);
  return exitCodes.badInput;
}
