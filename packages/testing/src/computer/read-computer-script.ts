import { MassGenError } from "@massgen/core";
import { z } from "zod";
import type { ScriptedComputerModelOptions, ScriptedStep } from "./scripted-computer-model.ts";

const number = z.number();
const keys = { keys: z.array(z.string().min(1)).min(1).exactOptional() };
const place = { x: number, y: number };
const button = { button: z.enum(["left", "right", "middle", "back", "forward"]).exactOptional() };
const count = z.union([z.literal(1), z.literal(2), z.literal(3)]).exactOptional();
const region = z.strictObject({ ...place, width: number.positive(), height: number.positive() });

const actionSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("click"), ...place, ...button, count, ...keys }),
  z.strictObject({ type: z.literal("move"), ...place, ...keys }),
  z.strictObject({
    type: z.literal("press"),
    x: number.exactOptional(),
    y: number.exactOptional(),
    ...button,
    ...keys,
  }),
  z.strictObject({
    type: z.literal("release"),
    x: number.exactOptional(),
    y: number.exactOptional(),
    ...button,
    ...keys,
  }),
  z.strictObject({ type: z.literal("drag"), path: z.array(z.strictObject(place)).min(2), ...keys }),
  z.strictObject({
    type: z.literal("scroll"),
    ...place,
    deltaX: number.default(0),
    deltaY: number.default(0),
    ...keys,
  }),
  z.strictObject({ type: z.literal("type"), text: z.string() }),
  z.strictObject({ type: z.literal("key"), keys: z.array(z.string().min(1)).min(1) }),
  z.strictObject({ type: z.literal("wait"), milliseconds: number.nonnegative() }),
  z.strictObject({ type: z.literal("navigate"), url: z.string().min(1) }),
  z.strictObject({ type: z.literal("back") }),
  z.strictObject({ type: z.literal("forward") }),
  z.strictObject({ type: z.literal("screenshot") }),
  z.strictObject({ type: z.literal("zoom"), region }),
  z.strictObject({ type: z.literal("read-clipboard") }),
  z.strictObject({ type: z.literal("write-clipboard"), text: z.string() }),
]);

const count64 = z.int().nonnegative();
const usageSchema = z.strictObject({
  inputTokens: count64,
  outputTokens: count64,
  cachedInputTokens: count64.exactOptional(),
  cacheWriteTokens: count64.exactOptional(),
  reasoningTokens: count64.exactOptional(),
});
const shared = {
  thoughts: z.string().exactOptional(),
  criticalPoint: z.string().exactOptional(),
  usage: usageSchema.exactOptional(),
};
const checkSchema = z.strictObject({
  id: z.string().min(1),
  code: z.string().exactOptional(),
  message: z.string().exactOptional(),
});

const stepSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("act"),
    actions: z.array(actionSchema).min(1),
    safetyChecks: z.array(checkSchema).exactOptional(),
    ...shared,
  }),
  z.strictObject({
    type: z.literal("finish"),
    status: z.enum(["success", "failure"]),
    answer: z.string(),
    ...shared,
  }),
  z.strictObject({ type: z.literal("ask"), question: z.string().min(1), ...shared }),
  z.strictObject({ type: z.literal("note"), fact: z.string().min(1), ...shared }),
  z.strictObject({ type: z.literal("read-page"), question: z.string().min(1), ...shared }),
  z.strictObject({ type: z.literal("invalid"), problem: z.string().min(1), ...shared }),
]);

const scriptSchema = z.strictObject({
  name: z.string().min(1).exactOptional(),
  frame: z
    .strictObject({
      width: z.int().min(200).max(4_000),
      height: z.int().min(200).max(4_000),
      mediaType: z.enum(["image/png", "image/jpeg", "image/webp"]).exactOptional(),
    })
    .exactOptional(),
  steps: z.array(stepSchema).min(1),
});

/** A script of a computer model, as `createScriptedComputerModel` takes it. */
export interface ReadComputerScript {
  readonly steps: readonly ScriptedStep[];
  readonly options: ScriptedComputerModelOptions;
}

/**
 * Reads the JSON text of a script: `{ "steps": [decision, …], "name"?, "frame"? }` with decisions and actions as the
 * contract of computer use in `@massgen/core` has them.
 *
 * @param source - named in errors, e.g. a path.
 * @throws MassGenError `invalid-script` with the place in it.
 */
export function readComputerScript(text: string, source: string): ReadComputerScript {
  const result = scriptSchema.safeParse(parse(text, source));
  if (result.success) {
    const { steps, ...options } = result.data;
    return { steps, options };
  }
  const [issue] = result.error.issues;
  const where = (issue?.path ?? []).map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`));
  throw invalid(`${source} is wrong at ${where.join("").slice(1) || "its top"}: ${issue?.message ?? "invalid"}.`);
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
    remedy: 'Write { "steps": [{ "type": "act", "actions": [{ "type": "click", "x": 10, "y": 20 }] }] }.',
    ...(cause !== undefined && { cause }),
  });
}
