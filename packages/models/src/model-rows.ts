import { catalogue } from "./catalogue.ts";
import type { Evidence, Fact } from "./fact.ts";
import type { ModelEntry } from "./model-entry.ts";
import { ratesOf } from "./prices/rates-of.ts";

/** One cell: a plain value, or `null` where it is unknown or there is none, with its support. */
export interface ModelCell<Value extends string | number | boolean = string | number | boolean> {
  readonly value: Value | null;
  readonly evidence: Evidence;
  readonly source: string;
}

/** A published score, in per cent, with its support. */
export interface ScoreCell extends ModelCell<number> {
  readonly benchmark: string;
}

/** A model as a row of a table: every column is there, in every row. Rendering is the caller's. */
export interface ModelRow {
  readonly name: string;
  /** Names with a comma between them. */
  readonly aliases: string;
  readonly provider: string;
  readonly family: string;
  readonly hosting: ModelCell<string>;
  /** Tokens. */
  readonly contextWindow: ModelCell<number>;
  readonly maximumInputTokens: ModelCell<number>;
  readonly maximumOutputTokens: ModelCell<number>;
  /** Modalities with a comma between them. */
  readonly input: ModelCell<string>;
  readonly output: ModelCell<string>;
  readonly reasoning: ModelCell<boolean>;
  readonly compactionEndpoint: ModelCell<boolean>;
  readonly compactionTrigger: ModelCell<boolean>;
  readonly compactionServer: ModelCell<boolean>;
  readonly computerDialect: ModelCell<string>;
  readonly coordinates: ModelCell<string>;
  /** Width and height in pixels, as `1440x900`. */
  readonly frame: ModelCell<string>;
  /** Empty where none was found. */
  readonly scores: readonly ScoreCell[];
  readonly licence: ModelCell<string>;
  readonly parameters: ModelCell<number>;
  /** Gigabytes. */
  readonly memoryBf16: ModelCell<number>;
  readonly memoryInt8: ModelCell<number>;
  readonly memoryInt4: ModelCell<number>;
  readonly memoryMxfp4: ModelCell<number>;
  /** US dollars for a million tokens, in a request that is not long. */
  readonly priceInput: ModelCell<number>;
  readonly priceCachedInput: ModelCell<number>;
  readonly priceCacheWrite: ModelCell<number>;
  readonly priceOutput: ModelCell<number>;
}

/**
 * The catalogue, or other entries, as rows of plain values.
 *
 * @param at - the moment whose prices are asked for; the present where none is given.
 */
export async function modelRows(models: readonly ModelEntry[] = catalogue, at?: Date): Promise<readonly ModelRow[]> {
  return Promise.all(models.map((model) => rowOf(model, at)));
}

async function rowOf(model: ModelEntry, at: Date | undefined): Promise<ModelRow> {
  const { compaction, computer, memoryNeeded } = model;
  return {
    name: model.name,
    aliases: model.aliases.join(", "),
    provider: model.provider,
    family: model.family,
    hosting: cell(model.hosting),
    contextWindow: cell(model.contextWindow),
    maximumInputTokens: cell(model.maximumInputTokens),
    maximumOutputTokens: cell(model.maximumOutputTokens),
    input: cell(model.inputModalities, (modalities) => modalities.join(", ")),
    output: cell(model.outputModalities, (modalities) => modalities.join(", ")),
    reasoning: cell(model.reasoning),
    compactionEndpoint: cell(compaction.endpoint),
    compactionTrigger: cell(compaction.trigger),
    compactionServer: cell(compaction.server),
    computerDialect: cell(computer.dialect),
    coordinates: cell(computer.coordinates),
    frame: cell(computer.frame, ({ width, height }) => `${width}x${height}`),
    scores: model.scores.map(({ benchmark, percent }) => ({ benchmark, ...cell(percent) })),
    licence: cell(model.licence),
    parameters: cell(model.parameters),
    memoryBf16: cell(memoryNeeded.bf16 ?? notStated),
    memoryInt8: cell(memoryNeeded.int8 ?? notStated),
    memoryInt4: cell(memoryNeeded.int4 ?? notStated),
    memoryMxfp4: cell(memoryNeeded.mxfp4 ?? notStated),
    ...(await prices(model, at)),
  };
}

const notStated = { evidence: "unknown", source: "no figure for this precision" } as const;

type PriceColumn = "priceInput" | "priceCachedInput" | "priceCacheWrite" | "priceOutput";

async function prices(model: ModelEntry, at: Date | undefined): Promise<Record<PriceColumn, ModelCell<number>>> {
  const found = await ratesOf(model, { at });
  const price = (rate: number | undefined): ModelCell<number> => {
    if (found === undefined) return { value: null, evidence: model.price.evidence, source: model.price.source };
    if (rate === undefined) return { value: null, evidence: "unknown", source: found.source };
    return { value: rate, evidence: found.evidence, source: found.source };
  };
  return {
    priceInput: price(found?.rates.input),
    priceCachedInput: price(found?.rates.cachedInput),
    priceCacheWrite: price(found?.rates.cacheWrite),
    priceOutput: price(found?.rates.output),
  };
}

function cell<Value extends string | number | boolean>(fact: Fact<Value>): ModelCell<Value>;
function cell<Value>(fact: Fact<Value>, write: (value: Value) => string): ModelCell<string>;
function cell<Value extends string | number | boolean>(
  fact: Fact<Value>,
  write?: (value: Value) => string,
): ModelCell<Value | string> {
  const { value, evidence, source } = fact;
  if (value === undefined) return { value: null, evidence, source };
  return { value: write === undefined ? value : write(value), evidence, source };
}
