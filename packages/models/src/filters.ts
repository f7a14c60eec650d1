import { catalogue } from "./catalogue.ts";
import type { ModelEntry } from "./model-entry.ts";

/** Models that drive a computer in a dialect that MassGen speaks, of the catalogue where no others are given. */
export function withComputerUse(models: readonly ModelEntry[] = catalogue): readonly ModelEntry[] {
  return models.filter(({ computer }) => computer.dialect.value !== undefined && computer.dialect.value !== "none");
}

/** Models with at least one mode of OpenAI's own compaction, of the catalogue where no others are given. */
export function withNativeCompaction(models: readonly ModelEntry[] = catalogue): readonly ModelEntry[] {
  return models.filter(({ compaction }) => Object.values(compaction).some((mode) => mode.value === true));
}
