import type { NativeCompactionMode } from "@massgen/core";
import { documented, type Fact, type KnownFact } from "../fact.ts";
import type { ModelEntry, Precision } from "../model-entry.ts";
import type { ModelPrice } from "../prices/model-price.ts";
import type { ModelOverride } from "./model-overrides.ts";

/** The source of every fact that comes from a user's configuration. */
const yourConfiguration = "your configuration";

/** An entry with what a user states in place of what the catalogue states. */
export function applyOverride(entry: ModelEntry, override: ModelOverride): ModelEntry {
  const { compaction = {}, computer = {}, memoryNeeded = {} } = override;
  return {
    name: entry.name,
    aliases: [...new Set([...entry.aliases, ...(override.aliases ?? [])])],
    provider: override.provider ?? entry.provider,
    family: override.family ?? entry.family,
    contextWindow: stated(override.contextWindow, entry.contextWindow),
    maximumInputTokens: inputLimit(entry, override),
    maximumOutputTokens: stated(override.maximumOutputTokens, entry.maximumOutputTokens),
    inputModalities: stated(override.inputModalities, entry.inputModalities),
    outputModalities: stated(override.outputModalities, entry.outputModalities),
    reasoning: stated(override.reasoning, entry.reasoning),
    compaction: { ...entry.compaction, ...allStated<NativeCompactionMode, boolean>(compaction) },
    computer: {
      dialect: stated(computer.dialect, entry.computer.dialect),
      coordinates: stated(computer.coordinates, entry.computer.coordinates),
      frame: stated(computer.frame, entry.computer.frame),
    },
    scores: entry.scores,
    licence: stated(override.licence, entry.licence),
    parameters: stated(override.parameters, entry.parameters),
    memoryNeeded: { ...entry.memoryNeeded, ...allStated<Precision, number>(memoryNeeded) },
    hosting: stated(override.hosting, entry.hosting),
    price: stated(priceOfOverride(override), entry.price),
  };
}

function stated<Value>(value: Value | undefined, otherwise: Fact<Value>): Fact<Value> {
  return value === undefined ? otherwise : documented(value, yourConfiguration);
}

/** A window that a user makes smaller bounds the input as well. */
function inputLimit(entry: ModelEntry, { contextWindow, maximumInputTokens }: ModelOverride): Fact<number> {
  const limit = stated(maximumInputTokens, entry.maximumInputTokens);
  if (maximumInputTokens !== undefined || contextWindow === undefined || limit.value === undefined) return limit;
  return contextWindow < limit.value ? documented(contextWindow, yourConfiguration) : limit;
}

function allStated<Name extends string, Value>(
  values: Readonly<Partial<Record<Name, Value>>>,
): Partial<Record<Name, KnownFact<Value>>> {
  const facts: Partial<Record<Name, KnownFact<Value>>> = {};
  for (const name in values) {
    const value = values[name];
    if (value !== undefined) facts[name] = documented(value, yourConfiguration);
  }
  return facts;
}

function priceOfOverride({ price }: ModelOverride): ModelPrice | undefined {
  if (price === undefined) return undefined;
  if (price === "none") return { kind: "none" };
  const { longContext, ...rates } = price;
  return longContext === undefined ? { kind: "rates", rates } : { kind: "rates", rates, longContext };
}
