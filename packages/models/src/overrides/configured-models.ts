import { catalogue } from "../catalogue.ts";
import { defaultEntry } from "../default-entry.ts";
import { nameKey } from "../matching/name-candidates.ts";
import { catalogueNames, indexNames, matchName } from "../matching/name-index.ts";
import type { ModelEntry } from "../model-entry.ts";
import { invalidConfiguration } from "../model-errors.ts";
import { applyOverride } from "./apply-override.ts";
import type { ModelOverrides } from "./model-overrides.ts";
import { readModelOverrides } from "./read-overrides.ts";

/**
 * The catalogue as a user's configuration has it: known models corrected, new ones first. A new model has the stated
 * defaults for whatever the configuration leaves out.
 *
 * @throws MassGenError `invalid-model-configuration` where a field is wrong, a model is described twice, or a name or
 * alias is one that another model has.
 */
export function configuredModels(overrides: ModelOverrides): readonly ModelEntry[] {
  const corrected = new Map<ModelEntry, ModelEntry>();
  const added: ModelEntry[] = [];
  for (const [name, override] of Object.entries(readModelOverrides(overrides))) {
    const known = matchName(name, catalogueNames);
    if (known === undefined) {
      added.push(applyOverride(defaultEntry(name), override));
    } else if (corrected.has(known)) {
      throw invalidConfiguration(field(name), `describes ${known.name} a second time`, "Keep one of the two.");
    } else {
      corrected.set(known, applyOverride(known, override));
    }
  }
  const models = [...added, ...catalogue.map((model) => corrected.get(model) ?? model)];
  refuseSharedNames(models);
  return models;
}

function refuseSharedNames(models: readonly ModelEntry[]): void {
  const index = indexNames(models);
  for (const model of models) {
    for (const name of [model.name, ...model.aliases]) {
      const owner = index.get(nameKey(name));
      if (owner !== undefined && owner !== model) {
        throw invalidConfiguration(
          field(owner.name),
          `has the name ${JSON.stringify(name)}, which is ${model.name}'s`,
          "Give it another one.",
        );
      }
    }
  }
}

function field(name: string): string {
  return `models[${JSON.stringify(name)}]`;
}
