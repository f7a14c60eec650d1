import { spawn } from "node:child_process";
import { constants } from "node:os";

/**
 * How long a child may take to end by itself before a signal is passed on to it, in milliseconds. Ctrl-C in a terminal
 * reaches the child without our help; a signal that is sent to this process alone does not.
 */
const forwardDelay = 200;

/**
 * Runs a program to its end, and stays alive until then: SIGINT and SIGTERM are passed on once each.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} options
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} [options.env] - default: the environment of this process.
 * @param {boolean} [options.capture] - collect what the program prints and give it no input; otherwise it has our
 *   standard streams.
 * @returns {Promise<{ exitCode: number; output: string; interrupted: boolean }>} exit code 128 + n for a program that
 *   signal n killed; `interrupted` where this process received a signal.
 */
export function runChild(command, args, { cwd, env = process.env, capture = false }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: capture ? ["ignore", "pipe", "pipe"] : "inherit" });
    const chunks = /** @type {Buffer[]} */ ([]);
    child.stdout?.on("data", (chunk) => chunks.push(chunk));
    child.stderr?.on("data", (chunk) => chunks.push(chunk));

    const timers = /** @type {Map<NodeJS.Signals, NodeJS.Timeout>} */ (new Map());
    const forward = (/** @type {NodeJS.Signals} */ signal) => {
      if (timers.has(signal)) return;
      const timer = setTimeout(() => child.kill(signal), forwardDelay);
      timers.set(signal, timer);
    };
    // Checks run side by side, each with its child: as many listeners as that are no leak.
    process.setMaxListeners(0);
    process.on("SIGINT", forward).on("SIGTERM", forward);
    const release = () => {
      process.off("SIGINT", forward).off("SIGTERM", forward);
      for (const timer of timers.values()) clearTimeout(timer);
    };

    child.on("error", (error) => {
      release();
      reject(error);
    });
    child.on("close", (code, signal) => {
      release();
      resolve({
        exitCode: signal ? 128 + constants.signals[signal] : (code ?? 1),
        output: Buffer.concat(chunks).toString(),
        interrupted: timers.size > 0,
      });
    });
  });
}
