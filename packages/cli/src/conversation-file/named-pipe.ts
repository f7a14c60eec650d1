import { constants, openSync } from "node:fs";
import { Socket } from "node:net";
import type { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";

/*
 * Pipes are opened without blocking: Node's file functions wait for the other end in a thread that nothing can interrupt,
 * and a process with such a thread does not end on Ctrl-C.
 */

/** How long to wait, in milliseconds, before looking again whether a pipe has a reader. */
const retryMilliseconds = 50;

/** What is written into a pipe, from its first writer on. */
export function readNamedPipe(path: string): Readable {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return new Socket({ fd: descriptor, readable: true, writable: false });
}

/**
 * Waits for a reader and writes into the pipe.
 *
 * @param onOpen - called when there is a reader, before anything is written.
 */
export async function writeNamedPipe(path: string, content: string | Uint8Array, onOpen: () => void): Promise<void> {
  const descriptor = await openForReader(path);
  onOpen();
  const pipe = new Socket({ fd: descriptor, readable: false, writable: true });
  await new Promise<void>((resolve, reject) => {
    pipe.once("error", reject);
    pipe.once("close", () => resolve());
    pipe.end(content);
  });
}

async function openForReader(path: string): Promise<number> {
  for (;;) {
    try {
      return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENXIO")) throw error;
    }
    await setTimeout(retryMilliseconds);
  }
}
