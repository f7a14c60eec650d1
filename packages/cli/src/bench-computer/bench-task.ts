import type { Check } from "./check.ts";

/** A task of a bench, as its file has it. */
export interface BenchTask {
  /** Told apart by it in the tables. */
  readonly name: string;
  readonly task: string;
  /** Page that it begins with. */
  readonly url: string;
  readonly maximumSteps: number | undefined;
  /** All of them must hold on the page, and of the answer, when the run has ended. */
  readonly checks: readonly Check[];
  /** By name: what `--model script:NAME` plays, as JSON text of a script, or the path of one. */
  readonly scripts: ReadonlyMap<string, TaskScript>;
}

export type TaskScript = { readonly text: string; readonly source: string } | { readonly path: string };
