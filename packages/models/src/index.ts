export { catalogue } from "./catalogue.ts";
export { defaultContextWindow, defaultMaximumOutputTokens } from "./default-entry.ts";
export type { Evidence, Fact, KnownFact, UnknownFact } from "./fact.ts";
export { withComputerUse, withNativeCompaction } from "./filters.ts";
export { describeModel, type FindModelOptions, findModel } from "./find-model.ts";
export { type LookUpOptions, lookUpModel } from "./look-up-model.ts";
export type {
  BenchmarkScore,
  ComputerDialect,
  ComputerUse,
  CoordinateSpace,
  FrameSize,
  Hosting,
  Modality,
  ModelEntry,
  Precision,
} from "./model-entry.ts";
export { type ModelCell, type ModelRow, modelRows, type ScoreCell } from "./model-rows.ts";
export { configuredModels } from "./overrides/configured-models.ts";
export type { ModelOverride, ModelOverrides } from "./overrides/model-overrides.ts";
export { readModelOverrides } from "./overrides/read-overrides.ts";
export type { LongContextRates, ModelPrice, TokenRates } from "./prices/model-price.ts";
export { type PriceOptions, priceAt, priceOf, type RequestPrice } from "./prices/price-of.ts";
export { type ModelRates, type RatesOptions, ratesOf } from "./prices/rates-of.ts";
