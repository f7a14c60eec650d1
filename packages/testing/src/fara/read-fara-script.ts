import { MassGenError } from "@massgen/core";
import { z } from "zod";
import { hopelessFaraMalformations, recoverableFaraMalformations } from "./fara-malformation.ts";
import type { FaraRawStep, FaraStep } from "./fara-step.ts";

const malformations = [...recoverableFaraMalformations, ...hopelessFaraMalformations];
const stepSchema = z.strictObject({
  thoughts: z.string().exactOptional(),
  action: z.string().min(1),
  arguments: z.record(z.string(), z.unknown()).exactOptional(),
  malformation: z.enum(malformations).exactOptional(),
});
const scriptSchema = z.strictObject({
  steps: z.array(z.union([stepSchema, z.strictObject({ raw: z.string() })])).min(1),
});

/**
 * Reads the JSON text of a script for the Fara emulator: `{ "steps": [{ "thoughts"?, "action", "arguments"?,
 * "malformation"? }, …] }`, or `{ "raw": "…" }` in place of a step.
 *
 * @param source - named in errors, e.g. a path.
 * @throws MassGenError `invalid-script` with the place in it.
 */
export function readFaraScript(text: string, source: string): readonly (FaraStep | FaraRawStep)[] {
  const result = scriptSchema.safeParse(parse(text, source));
  if (result.success) return result.data.steps;
  const [issue] = result.error.issues;
  const where = (issue?.path ?? [])
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("");
  throw invalid(`${source} is wrong at ${where.slice(1) || "its top"}: ${issue?.message ?? "invalid"}.`);
}

function parse(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(`${source} is not JSON.`, cause);
  }
}

function invalid(problem: string, cause?: unknown): MassGenError {
  return new MassGenError(`The script ${problem}`, {
    code: "invalid-script",
    remedy: 'Write { "steps": [{ "action": "left_click", "arguments": { "coordinate": [120, 80] } }] }.',
    ...(cause !== undefined && { cause }),
  });
}
