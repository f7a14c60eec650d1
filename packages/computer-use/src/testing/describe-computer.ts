import type { ComputerActionType } from "@massgen/core";
import { describe, it } from "vitest";
import type { ComputerPromise } from "./computer-promise.ts";
import type { ComputerSubject } from "./computer-subject.ts";
import { batchPromises } from "./promises/batches.ts";
import { declarationPromise, lackPromise } from "./promises/capabilities.ts";
import { framePromises } from "./promises/frames.ts";
import { lifecyclePromises } from "./promises/lifecycle.ts";

export interface ComputerContract {
  /** Starts a computer for one test. What it leaves open but the computer vitest's `onTestFinished` can clean up. */
  start(): Promise<ComputerSubject>;
  /** Actions that the computer has not, and `read-text` where it reads none. Default: it has all. */
  readonly lacks?: readonly (ComputerActionType | "read-text")[];
}

/** All promises that apply to a computer which lacks something. */
export function promisesOf(lacks: ComputerContract["lacks"] = []): readonly ComputerPromise[] {
  const applies = ({ needs }: ComputerPromise) => needs.every((need) => !lacks.includes(need));
  return [
    declarationPromise(lacks),
    ...lacks.flatMap((type) => (type === "read-text" ? [] : [lackPromise(type)])),
    ...[...framePromises, ...batchPromises, ...lifecyclePromises].filter(applies),
  ];
}

/**
 * Checks that a computer keeps the promises of `Computer`. Each computer that was started is closed after its test.
 *
 * What the computer lacks it must refuse, which is checked in place of what it cannot do. What cannot be checked for
 * that reason is named in the title.
 *
 * @param name - appears in the report.
 */
export function describeComputer(name: string, { start, lacks = [] }: ComputerContract): void {
  const without = lacks.length === 0 ? "" : ` that lacks ${lacks.join(", ")}`;
  describe(`${name} keeps the promises of a computer${without}`, { timeout: 60_000 }, () => {
    it.each(promisesOf(lacks).map((promise) => ({ name: promise.name, promise })))("$name", async ({ promise }) => {
      const subject = await start();
      try {
        await promise.check(subject);
      } finally {
        await subject.computer.close();
      }
    });
  });
}
