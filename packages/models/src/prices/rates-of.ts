import type { Evidence } from "../fact.ts";
import { describeModel, type FindModelOptions } from "../find-model.ts";
import { lastSegment } from "../matching/name-candidates.ts";
import type { ModelEntry } from "../model-entry.ts";
import type { LongContextRates, TokenRates } from "./model-price.ts";
import { askLibrary, type LibraryModel, librarySource } from "./price-library.ts";

/** What a model's tokens cost, and who says so. */
export interface ModelRates {
  readonly rates: TokenRates;
  /** Rates for requests with more input than its `above`, where the provider has such. */
  readonly longContext?: LongContextRates;
  readonly source: string;
  readonly evidence: Exclude<Evidence, "unknown">;
}

/** Settings of a question for prices. */
export interface RatesOptions extends FindModelOptions {
  /** The moment whose prices are asked for; the present where none is given. */
  readonly at?: Date | undefined;
}

/**
 * What a model charges by the token.
 *
 * A name that is not in the catalogue is looked up in the price library as it is written.
 *
 * @returns undefined where nobody charges by the token, or nobody has published what.
 * @throws MassGenError `invalid-model-configuration` for bad overrides.
 */
export async function ratesOf(model: string | ModelEntry, options: RatesOptions = {}): Promise<ModelRates | undefined> {
  const { at = new Date() } = options;
  const entry = typeof model === "string" ? describeModel(model, options) : model;
  const { price } = entry;
  const written = lastSegment(typeof model === "string" ? model : model.name)
    .trim()
    .toLowerCase();
  if (price.evidence === "unknown") return fromLibrary(await askLibrary(written, at));
  if (price.value.kind === "none") return undefined;
  if (price.value.kind === "library") {
    const { provider, model: canonical } = price.value;
    // A dated snapshot may have a price of its own.
    return fromLibrary((await askLibrary(written, at, provider)) ?? (await askLibrary(canonical, at, provider)));
  }
  const { rates, longContext } = price.value;
  return withLongContext({ rates, source: price.source, evidence: price.evidence }, longContext);
}

function fromLibrary(found: LibraryModel | undefined): ModelRates | undefined {
  if (found === undefined) return undefined;
  return withLongContext({ rates: found.rates, source: librarySource, evidence: "documented" }, found.longContext);
}

function withLongContext(found: ModelRates, longContext: LongContextRates | undefined): ModelRates {
  return longContext === undefined ? found : { ...found, longContext };
}
