import { MassGenError } from "@massgen/core";
import { findModel, lookUpModel, type ModelEntry, type ModelOverrides } from "@massgen/models";
import { inputError } from "../input-error.ts";

/** Longest name that is taken for a model's. */
const longestName = 200;

/** Letters and digits of any script, and what names of models have between them. */
const plausibleName = /^[\p{L}\p{N}_@][\p{L}\p{N}\p{M}\s_.:@/+()-]*$/u;

/** A model to show. */
export interface ShownModel {
  readonly model: ModelEntry;
  /** Whether the catalogue or the configuration has it; if not, the entry is made of the price library and defaults. */
  readonly isKnown: boolean;
}

/**
 * The model that a name means; of one that the catalogue lacks, what the price library knows, and stated defaults. A name
 * that is near to one of the catalogue's is taken for a misspelling, unless the price library knows it to the letter.
 *
 * @throws MassGenError `unknown-model` with the nearest names; `invalid-input` for what is no name.
 */
export async function findShownModel(name: string, overrides: ModelOverrides | undefined): Promise<ShownModel> {
  const wanted = name.trim();
  if (!plausibleName.test(wanted) || wanted.length > longestName) {
    throw inputError("That is no name of a model.", "Write one as its provider does: gpt-5, qwen3:8b.");
  }
  try {
    return { model: findModel(wanted, { overrides }), isKnown: true };
  } catch (error) {
    if (!MassGenError.isInstance(error) || error.code !== "unknown-model") throw error;
    const model = await lookUpModel(wanted, { overrides });
    const { value: price } = model.price;
    const isSold = price?.kind === "library" && price.model === wanted.slice(wanted.lastIndexOf("/") + 1).toLowerCase();
    if (!isSold && error.remedy.startsWith("Did you mean")) throw error;
    return { model, isKnown: false };
  }
}
