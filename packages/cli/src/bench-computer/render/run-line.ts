import { counted } from "../../render/counted.ts";
import { printable } from "../../render/printable.ts";
import type { ComputerBenchRun } from "../computer-bench-result.ts";

/** A finished run on one line: `2/6  kettle, script:ok: success, 4 steps, 2.3 s`. */
export function runLine(run: ComputerBenchRun, number: number, all: number): string {
  const { task, model, success, problem, steps, milliseconds } = run;
  const verdict = success ? "success" : `no success: ${printable(problem ?? "", 200).replace(/\.$/, "")}`;
  const facts = `${counted(steps, "step")}, ${(milliseconds / 1_000).toFixed(1)} s`;
  return `${number}/${all}  ${printable(task, 60)}, ${printable(model, 60)}: ${verdict}, ${facts}`;
}
