import { runChild } from "./child.mjs";

/** A step of the set-up that failed: what to do about it, and what the tool itself said. */
export class StepFailure extends Error {
  /**
   * @param {string} message - the problem and what to do, on one line.
   * @param {{ output?: string; exitCode?: number }} [details]
   */
  constructor(message, { output = "", exitCode = 1 } = {}) {
    super(message);
    this.output = output;
    this.exitCode = exitCode;
  }
}

/**
 * Announces a step on stderr, and the time it took where that is more than a second.
 *
 * @template Result
 * @param {string} label - e.g. `Installing dependencies`.
 * @param {() => Promise<Result>} action
 * @returns {Promise<Result>}
 */
export async function step(label, action) {
  const start = performance.now();
  process.stderr.write(`${label}…`);
  try {
    return await action();
  } finally {
    const elapsed = performance.now() - start;
    process.stderr.write(elapsed > 1000 ? ` ${(elapsed / 1000).toFixed(1)} s\n` : "\n");
  }
}

/**
 * Runs a tool for a step, without showing what it prints unless it fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string; env?: NodeJS.ProcessEnv }} options
 * @param {string} failure - the problem and what to do, on one line.
 * @returns {Promise<string>} what it printed.
 * @throws StepFailure
 */
export async function runTool(command, args, options, failure) {
  const { exitCode, output, interrupted } = await runChild(command, args, { ...options, capture: true });
  if (interrupted) throw new StepFailure("Interrupted. The same command goes on from here.", { exitCode: 130 });
  if (exitCode !== 0) throw new StepFailure(failure, { output });
  return output;
}

/**
 * Runs a program's body; a failed step is shown as the tool's own output followed by one line, without a stack.
 *
 * @param {() => Promise<number>} body - answers with the exit code.
 */
export async function main(body) {
  try {
    process.exitCode = await body();
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    if (error.output.trim() !== "") process.stderr.write(`${error.output.trimEnd()}\n\n`);
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}
