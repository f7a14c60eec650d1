import { defaultEntry } from "./default-entry.ts";
import { catalogueNames, indexNames, matchName, type NameIndex } from "./matching/name-index.ts";
import { suggestNames } from "./matching/suggest-names.ts";
import type { ModelEntry } from "./model-entry.ts";
import { unknownModel } from "./model-errors.ts";
import { configuredModels } from "./overrides/configured-models.ts";
import type { ModelOverrides } from "./overrides/model-overrides.ts";

/** Settings of a look-up. */
export interface FindModelOptions {
  /** What the user's configuration says about models; checked before it is used. */
  readonly overrides?: ModelOverrides | undefined;
}

/**
 * The catalogue's entry for a name, however it is written: with a provider before it, a date, a tag or a quantisation
 * behind it.
 *
 * @throws MassGenError `unknown-model`, with the nearest names; `invalid-model-configuration` for bad overrides.
 */
export function findModel(name: string, { overrides }: FindModelOptions = {}): ModelEntry {
  const index = namesOf(overrides);
  const model = matchName(name, index);
  if (model === undefined) throw unknownModel(name, suggestNames(name, index));
  return model;
}

/**
 * What is known of a model, and stated defaults for one that is not in the catalogue: each has the evidence `assumed`.
 *
 * @throws MassGenError `invalid-model-configuration` for bad overrides.
 */
export function describeModel(name: string, { overrides }: FindModelOptions = {}): ModelEntry {
  return matchName(name, namesOf(overrides)) ?? defaultEntry(name);
}

function namesOf(overrides: ModelOverrides | undefined): NameIndex {
  return overrides === undefined ? catalogueNames : indexNames(configuredModels(overrides));
}
