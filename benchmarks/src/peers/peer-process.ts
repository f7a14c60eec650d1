import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { PeerAnswer, PeerRequest } from "./serve-peer.ts";

const script = fileURLToPath(new URL("./serve-peer.ts", import.meta.url));

/** A peer in a process of its own, which holds nothing of the others and can be ended in the middle of its work. */
export class PeerProcess implements Disposable {
  readonly #child: ChildProcess;

  constructor(peer: string) {
    this.#child = fork(script, [peer], {
      serialization: "advanced",
      execArgv: ["--conditions=@massgen/source", "--max-old-space-size=6144"],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#child.stderr?.resume();
  }

  /**
   * Sends a request, if there is one, and waits for the next answer.
   *
   * @returns the answer, or `undefined` where it took longer than allowed; then the process is ended.
   * @throws Error where the process came to its end.
   */
  async next(request: PeerRequest | undefined, milliseconds: number): Promise<PeerAnswer | undefined> {
    const ended = new AbortController();
    const { signal } = ended;
    try {
      const answered = once(this.#child, "message", { signal }).then(([message]) => message as PeerAnswer);
      const exited = once(this.#child, "exit", { signal }).then(([code]): never => {
        throw new Error(`The process ended with code ${code}.`);
      });
      const late = sleep(milliseconds, undefined, { signal, ref: false });
      if (request !== undefined) this.#child.send(request);
      const answer = await Promise.race([answered, exited, late]);
      if (answer === undefined) this.#child.kill("SIGKILL");
      return answer;
    } finally {
      ended.abort();
    }
  }

  [Symbol.dispose](): void {
    this.#child.kill("SIGKILL");
  }
}
