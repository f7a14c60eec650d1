import { readFile } from "node:fs/promises";
import { MassGenError } from "@massgen/core";
import { z } from "zod";
import type { EmulatedModel } from "../openai/model/emulated-model.ts";
import { followRules } from "./follow-rules.ts";

const callSchema = z.strictObject({
  name: z.string(),
  arguments: z.union([z.record(z.string(), z.unknown()), z.string()]),
  callId: z.string().exactOptional(),
});
const replySchema = z.strictObject({
  text: z.string().exactOptional(),
  reasoning: z.string().exactOptional(),
  refusal: z.string().exactOptional(),
  calls: z.array(callSchema).exactOptional(),
  items: z.array(z.record(z.string(), z.unknown())).exactOptional(),
  incomplete: z.enum(["max_output_tokens", "content_filter"]).exactOptional(),
  finishReason: z.string().exactOptional(),
});
const listSchema = z.array(replySchema).min(1);
const rulesSchema = z.strictObject({
  // biome-ignore lint/suspicious/noThenProperty: it is the word of the script's format, and a schema is never awaited.
  rules: z.array(z.strictObject({ when: z.string().min(1), then: replySchema })),
  otherwise: replySchema,
});
const scriptSchema = z.strictObject({
  models: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        contextWindow: z.int().min(1),
        maximumOutputTokens: z.int().min(1).exactOptional(),
        reasoning: z.boolean().exactOptional(),
        reply: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())], "Expected a list, or rules"),
      }),
    )
    .min(1),
});

/**
 * Reads models and their replies from a JSON file.
 *
 * @throws MassGenError `script-unreadable`, `invalid-script` with the place in it.
 */
export async function readScript(path: string): Promise<Readonly<Record<string, EmulatedModel>>> {
  const { models } = check(scriptSchema, await readJson(path), path, []);
  return Object.fromEntries(
    models.map(({ name, reply, ...model }, index) => [
      name,
      { ...model, reply: readReply(reply, path, ["models", index, "reply"]) },
    ]),
  );
}

function readReply(reply: unknown, path: string, place: readonly PropertyKey[]): EmulatedModel["reply"] {
  if (Array.isArray(reply)) return check(listSchema, reply, path, place);
  const { rules, otherwise } = check(rulesSchema, reply, path, place);
  return followRules(
    rules.map(({ when, then }, index) => ({
      matches: matcher(when, () => invalid(path, [...place, "rules", index, "when"], "Not a regular expression")),
      reply: then,
    })),
    otherwise,
  );
}

/** A text is looked for, a `/regex/` is tried. */
function matcher(when: string, problem: () => MassGenError): (text: string) => boolean {
  const [, source, flags] = /^\/(.+)\/([a-z]*)$/s.exec(when) ?? [];
  if (source === undefined) return (text) => text.includes(when);
  try {
    // Flags `g` and `y` would make it remember where it was.
    const expression = new RegExp(source, flags?.replaceAll(/[gy]/g, ""));
    return (text) => expression.test(text);
  } catch {
    throw problem();
  }
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    const isJson = cause instanceof SyntaxError;
    throw new MassGenError(isJson ? `The script ${path} is not JSON.` : `The script ${path} cannot be read.`, {
      code: "script-unreadable",
      remedy: isJson ? "Check it with a JSON formatter." : "Check the path and who may read it.",
      cause,
    });
  }
}

function check<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  path: string,
  place: readonly PropertyKey[],
): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw invalid(path, [...place, ...(issue?.path ?? [])], issue?.message ?? "Invalid");
}

function invalid(path: string, place: readonly PropertyKey[], problem: string): MassGenError {
  const where = place.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
  return new MassGenError(`The script ${path} is wrong at ${where.slice(1) || "its top"}: ${problem}.`, {
    code: "invalid-script",
    remedy: "See massgen-emulator --help for its form.",
  });
}
