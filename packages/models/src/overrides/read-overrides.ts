import { amount, count, fields, flag, isPlainObject, listOf, mustBe, oneOf, text } from "./checks.ts";
import type { ModelOverride, ModelOverrides } from "./model-overrides.ts";

const modality = oneOf(["text", "image", "audio", "video"]);
const rates = { input: amount, cachedInput: amount, cacheWrite: amount, output: amount };
const longContext = fields({ above: count, ...rates }, ["above", "input", "output"]);
const priceFields = fields({ ...rates, longContext }, ["input", "output"]);

const modelFields = fields({
  aliases: listOf(text),
  provider: text,
  family: text,
  contextWindow: count,
  maximumInputTokens: count,
  maximumOutputTokens: count,
  inputModalities: listOf(modality),
  outputModalities: listOf(modality),
  reasoning: flag,
  compaction: fields({ endpoint: flag, trigger: flag, server: flag }),
  computer: fields({
    dialect: oneOf(["computer", "computer-use-preview", "fara-7b", "fara-1.5", "none"]),
    coordinates: oneOf(["pixels", "resized-pixels", "thousandths"]),
    frame: fields({ width: count, height: count }, ["width", "height"]),
  }),
  licence: text,
  parameters: count,
  memoryNeeded: fields({ bf16: amount, int8: amount, int4: amount, mxfp4: amount }),
  hosting: oneOf(["hosted", "self-hosted"]),
  price: (value, field) => (value === "none" ? ("none" as const) : priceFields(value, field)),
});

/**
 * Checks what a user's configuration says about models.
 *
 * @param value - an object with one entry a model, as read from a file.
 * @param field - the path of that object in the file, for messages.
 * @throws MassGenError `invalid-model-configuration`, which names the field.
 */
export function readModelOverrides(value: unknown, field = "models"): ModelOverrides {
  if (!isPlainObject(value)) throw mustBe(field, "an object", value);
  const read = new Map<string, ModelOverride>();
  for (const [name, model] of Object.entries(value)) {
    read.set(text(name, `${field}: a model's name`), modelFields(model, `${field}[${JSON.stringify(name)}]`));
  }
  return Object.fromEntries(read);
}
