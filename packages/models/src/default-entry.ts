import { assumed, type Fact, unknown } from "./fact.ts";
import type { ComputerDialect, ModelEntry } from "./model-entry.ts";

/** Window that is assumed of a model of which nothing is known: what most models of the last years have at least. */
export const defaultContextWindow = 128_000;

/** Output limit that is assumed of such a model: one that few models are below. */
export const defaultMaximumOutputTokens = 4096;

const why = "the default for a model that is not in the catalogue";

/** Stated defaults for a model that is not in the catalogue; what nothing can be assumed of stays unknown. */
export function defaultEntry(name: string): ModelEntry {
  const dialect = dialectOf(name);
  const seesScreens = dialect.value !== "none";
  return {
    name,
    aliases: [],
    provider: "unknown",
    family: "unknown",
    contextWindow: assumed(defaultContextWindow, why),
    maximumInputTokens: unknown(why),
    maximumOutputTokens: assumed(defaultMaximumOutputTokens, why),
    inputModalities: assumed(seesScreens ? ["text", "image"] : ["text"], why),
    outputModalities: assumed(["text"], why),
    reasoning: assumed(false, why),
    compaction: {
      endpoint: unknown("ask the provider"),
      trigger: unknown("ask the provider"),
      server: unknown("ask the provider"),
    },
    computer: { dialect, coordinates: coordinatesOf(dialect.value), frame: unknown(why) },
    scores: [],
    licence: unknown(why),
    parameters: unknown(why),
    memoryNeeded: {},
    hosting: unknown(why),
    price: unknown(why),
  };
}

/** A fine-tuned or renamed model speaks the language of the family that its name gives away. */
function dialectOf(name: string): Fact<ComputerDialect> {
  const fromName = "from its name";
  const fara = faraDialectOf(name);
  if (fara !== undefined) return assumed(fara, fromName);
  if (/computer-use-preview/i.test(name)) return assumed("computer-use-preview", fromName);
  return assumed("none", why);
}

/** By the generation's number, else by the size: no two generations have one in common. */
function faraDialectOf(name: string): "fara-7b" | "fara-1.5" | undefined {
  if (/fara[-_ .]?1[-_.]?5(?!\d*b)/i.test(name)) return "fara-1.5";
  if (!/fara/i.test(name)) return undefined;
  if (/fara[-_ .:]?7b(?![a-z\d])/i.test(name)) return "fara-7b";
  if (/(?<![\d.])(4|9|27)b\b/i.test(name)) return "fara-1.5";
  return /(?<![\d.])7b(?![a-z\d])/i.test(name) ? "fara-7b" : undefined;
}

function coordinatesOf(dialect: ComputerDialect | undefined): ModelEntry["computer"]["coordinates"] {
  if (dialect === "fara-1.5") return assumed("thousandths", "from its dialect");
  if (dialect === "fara-7b") return assumed("resized-pixels", "from its dialect");
  if (dialect === "computer-use-preview") return assumed("pixels", "from its dialect");
  return unknown(why);
}
