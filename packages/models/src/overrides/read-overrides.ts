import { invalidConfiguration } from "../model-errors.ts";
import { amount, count, fields, flag, isPlainObject, listOf, mustBe, oneOf, positive, someOf, text } from "./checks.ts";
import type { ModelOverride, ModelOverrides } from "./model-overrides.ts";

const tokens = count(Number.MAX_SAFE_INTEGER);
/** A dollar for each token. */
const price = amount(1_000_000);
const gigabytes = positive(1_000_000);
const pixels = count(100_000);
const modalities = someOf(oneOf(["text", "image", "audio", "video"]));
const rates = { input: price, cachedInput: price, cacheWrite: price, output: price };
const longContext = fields({ above: tokens, ...rates }, ["above", "input", "output"]);
const priceFields = fields({ ...rates, longContext }, ["input", "output"]);

const modelFields = fields({
  aliases: listOf(text),
  provider: text,
  family: text,
  contextWindow: tokens,
  maximumInputTokens: tokens,
  maximumOutputTokens: tokens,
  inputModalities: modalities,
  outputModalities: modalities,
  reasoning: flag,
  compaction: fields({ endpoint: flag, trigger: flag, server: flag }),
  computer: fields({
    dialect: oneOf(["computer", "computer-use-preview", "fara-7b", "fara-1.5", "none"]),
    coordinates: oneOf(["pixels", "resized-pixels", "thousandths"]),
    frame: fields({ width: pixels, height: pixels }, ["width", "height"]),
  }),
  licence: text,
  parameters: count(1e15),
  memoryNeeded: fields({ bf16: gigabytes, int8: gigabytes, int4: gigabytes, mxfp4: gigabytes }),
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
    const path = `${field}[${JSON.stringify(name)}]`;
    const override = modelFields(model, path);
    refuseMoreThanWindow(override, path);
    read.set(text(name, `${field}: a model's name`), override);
  }
  return Object.fromEntries(read);
}

/** Input and output are parts of the window. */
function refuseMoreThanWindow(override: ModelOverride, path: string): void {
  const { contextWindow = Number.POSITIVE_INFINITY } = override;
  for (const name of ["maximumInputTokens", "maximumOutputTokens"] as const) {
    const limit = override[name] ?? 0;
    if (limit <= contextWindow) continue;
    throw invalidConfiguration(
      `${path}.${name}`,
      `must be at most contextWindow, ${contextWindow}, not ${limit}`,
      "Correct one of the two.",
    );
  }
}
