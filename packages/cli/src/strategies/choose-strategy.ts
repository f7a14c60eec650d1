import type { Strategy } from "@massgen/compaction";
import { inputError } from "../input-error.ts";
import { suggestName } from "../nearest-name.ts";
import { loadStrategy } from "./load-strategy.ts";
import { parseSpec, readOptions } from "./strategy-spec.ts";
import { type StrategyParts, strategyTable } from "./strategy-table.ts";

/**
 * The strategy for what was typed: one of ours with its options, or the path of a module of the user's own.
 *
 * @throws MassGenError `invalid-input`
 */
export async function chooseStrategy(text: string, parts: StrategyParts): Promise<Strategy<unknown>> {
  if (/^(\.{0,2}\/|[a-z]:\\)|\.(m?js|m?ts)$/i.test(text)) return loadStrategy(text);
  const spec = parseSpec(text);
  const entry = Object.hasOwn(strategyTable, spec.name) ? strategyTable[spec.name] : undefined;
  if (entry === undefined) {
    throw inputError(`There is no strategy "${spec.name}".`, suggestName(spec.name, Object.keys(strategyTable)));
  }
  return entry.make(readOptions(spec, entry.readers), parts);
}
