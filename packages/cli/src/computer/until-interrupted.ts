import { exitCodes } from "../exit-codes.ts";
import { handleInterruptions, noteRemark } from "../interruption.ts";
import { dimOn } from "../render/dim-on.ts";

/**
 * Does what has to be cleaned up after, and tells it when it is interrupted. The second interruption ends the process at
 * once; a terminal that is closed counts as one, since nobody could send another.
 *
 * @returns what the work answers with, or the exit code of an interruption where that made it throw.
 * @throws what the work throws.
 */
export async function untilInterrupted(work: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const stop = new AbortController();
  const interrupt = () => {
    if (stop.signal.aborted) return false;
    noteRemark("It was stopping.");
    process.stderr.write(`${dimOn(process.stderr)("Stopping…")}\n`);
    stop.abort(new Error("Interrupted."));
    return true;
  };
  const release = handleInterruptions(interrupt);
  process.on("SIGHUP", interrupt);
  try {
    return await work(stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    process.stderr.write("massgen: Interrupted.\n");
    return exitCodes.interrupted;
  } finally {
    process.off("SIGHUP", interrupt);
    release();
  }
}
