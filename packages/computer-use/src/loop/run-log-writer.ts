import { createHash } from "node:crypto";
import type { Frame, Observation } from "@massgen/core";
import type { ComputerRunEntry, ComputerRunLog, RecordedFrame, RecordedObservation } from "./run-log.ts";
import { within } from "./within.ts";

/** Name of a picture: SHA-256 of its bytes, hexadecimal. */
function pictureOf(data: Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

/** Writes a log behind the run's back, in order. */
export interface RunLogWriter {
  write(entry: ComputerRunEntry): void;
  /** Keeps the pictures of an observation. @returns what a record holds of it. */
  keep(observation: Observation): RecordedObservation;
  /** Waits until all that was written is safe. @throws what the log threw, once. */
  flush(): Promise<void>;
  /** Waits for the last time, and not for long: a log that hangs shall not hang the run. @returns whether all is safe. */
  finish(): Promise<boolean>;
}

/** Milliseconds that the last records of a run have to be written. */
const patience = 10_000;

/** @param elapsed - milliseconds of the run so far. */
export function createRunLogWriter(log: ComputerRunLog | undefined, elapsed: () => number): RunLogWriter {
  const kept = new Set<string>();
  let failure: { readonly error: unknown } | undefined;
  let last: Promise<void> = Promise.resolve();
  const enqueue = (work: () => void | Promise<void>) => {
    last = last.then(work).catch((error: unknown) => {
      failure ??= { error };
    });
  };

  const keepFrame = (frame: Frame): RecordedFrame => {
    const { data, ...rest } = frame;
    const picture = pictureOf(data);
    if (log !== undefined && !kept.has(picture)) {
      kept.add(picture);
      enqueue(() => log.putFrame(picture, frame));
    }
    return { ...rest, picture };
  };

  const flush = async (): Promise<void> => {
    await last;
    const failed = failure;
    failure = undefined;
    if (failed !== undefined) throw failed.error;
  };

  return {
    write(entry) {
      if (log === undefined) return;
      const record = { ...entry, elapsedMilliseconds: elapsed() };
      enqueue(() => (failure === undefined ? log.append(record) : undefined));
    },
    keep(observation) {
      const { frame, zoom, ...rest } = observation;
      return {
        ...rest,
        frame: keepFrame(frame),
        ...(zoom !== undefined && { zoom: { ...keepFrame(zoom), region: zoom.region } }),
      };
    },
    flush,
    async finish() {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), patience);
      try {
        await within(controller.signal, flush);
        return true;
      } catch {
        return false;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
