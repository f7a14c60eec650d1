import { helpFor, helpTexts } from "./help.ts";

/**
 * Runs `massgen` and sets the exit code of the process.
 *
 * Help is answered at once: the parser of the command line takes longer to load than all else about it. The texts are
 * handed on, as an import from the program too would make the build put them into a file of their own.
 *
 * @param args - what was typed after the program's name.
 */
export async function main(args: readonly string[]): Promise<void> {
  const help = helpFor(args);
  if (help === undefined) {
    const { runProgram } = await import("./program.ts");
    await runProgram(args, helpTexts);
  } else {
    writeAtOnce(help);
  }
}

/** Without `process.stdout`, as that loads streams and sockets first, and an import of `node:fs` evaluates all it has. */
function writeAtOnce(text: string): void {
  try {
    process.getBuiltinModule("node:fs").writeSync(1, text);
  } catch {
    process.stdout.on("error", async (error) => (await import("./render/output-error.ts")).endWithoutOutput(error));
    process.stdout.write(text);
  }
}
