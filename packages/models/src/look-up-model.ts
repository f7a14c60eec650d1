import { documented } from "./fact.ts";
import { describeModel, type FindModelOptions } from "./find-model.ts";
import { lastSegment } from "./matching/name-candidates.ts";
import type { ModelEntry } from "./model-entry.ts";
import { askLibrary, librarySource } from "./prices/price-library.ts";

/** Settings of {@link lookUpModel}. */
export interface LookUpOptions extends FindModelOptions {
  /** The moment whose prices are asked for; the present where none is given. */
  readonly at?: Date | undefined;
}

/**
 * Like {@link describeModel}, and for a model that is not in the catalogue it asks the price library, which knows the
 * provider, window and price of many hosted models.
 *
 * @throws MassGenError `invalid-model-configuration` for bad overrides.
 */
export async function lookUpModel(name: string, options: LookUpOptions = {}): Promise<ModelEntry> {
  const entry = describeModel(name, options);
  if (entry.price.evidence !== "unknown") return entry;
  const found = await askLibrary(lastSegment(name).trim().toLowerCase(), options.at ?? new Date());
  if (found === undefined) return entry;
  const { provider, model, contextWindow } = found;
  return {
    ...entry,
    provider: entry.provider === "unknown" ? provider : entry.provider,
    contextWindow:
      contextWindow === undefined || entry.contextWindow.evidence !== "assumed"
        ? entry.contextWindow
        : documented(contextWindow, librarySource),
    hosting: entry.hosting.evidence === "unknown" ? documented("hosted", librarySource) : entry.hosting,
    price: documented({ kind: "library", provider, model }, librarySource),
  };
}
