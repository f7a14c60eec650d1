import { catalogue } from "../catalogue.ts";
import type { ModelEntry } from "../model-entry.ts";
import { nameCandidates, nameKey } from "./name-candidates.ts";

/** Models by every name that they have. */
export type NameIndex = ReadonlyMap<string, ModelEntry>;

/** Indexes names and aliases; where two models claim a name, the first keeps it. */
export function indexNames(models: readonly ModelEntry[]): NameIndex {
  const index = new Map<string, ModelEntry>();
  for (const model of models) {
    for (const name of [model.name, ...model.aliases]) {
      const key = nameKey(name);
      if (!index.has(key)) index.set(key, model);
    }
  }
  return index;
}

/** The model that a name means, read as tolerantly as {@link nameCandidates} does. */
export function matchName(name: string, index: NameIndex): ModelEntry | undefined {
  for (const candidate of nameCandidates(name)) {
    const model = index.get(candidate);
    if (model !== undefined) return model;
  }
  return undefined;
}

/** The catalogue's own names. */
export const catalogueNames: NameIndex = indexNames(catalogue);
