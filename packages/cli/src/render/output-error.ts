import { exitCodes } from "../exit-codes.ts";

/** Ends the process when standard output takes no more. */
export function endWithoutOutput(error: NodeJS.ErrnoException): never {
  // A reader that has seen enough, such as `head`, closes the pipe.
  if (error.code === "EPIPE") process.exit(exitCodes.success);
  process.stderr.write(`massgen: Standard output could not be written (${error.code}). Check the free space.\n`);
  process.exit(exitCodes.badInput);
}
