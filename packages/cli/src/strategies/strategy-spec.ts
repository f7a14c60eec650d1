import { inputError } from "../input-error.ts";
import { suggestName } from "../nearest-name.ts";
import type { OptionReader } from "./option-values.ts";

/** What was typed after `--strategy`: a name, and options behind a colon. */
export interface StrategySpec {
  readonly name: string;
  readonly options: ReadonlyMap<string, string>;
}

/** Reads `name` or `name:option=value,option=value`. */
export function parseSpec(text: string): StrategySpec {
  const colon = text.indexOf(":");
  if (colon < 0) return { name: text, options: new Map() };
  const name = text.slice(0, colon);
  const options = new Map<string, string>();
  for (const pair of text.slice(colon + 1).split(",")) {
    const [, option, value] = /^([a-z]+)=(.*)$/i.exec(pair.trim()) ?? [];
    if (option === undefined || value === undefined) {
      throw inputError(
        `"${pair}" is no option of a strategy.`,
        `Write, for example, ${name}:keepRecent=5,minimumTokens=100.`,
      );
    }
    options.set(option, value);
  }
  return { name, options };
}

/** The options as values, by a strategy's table of readers. */
export function readOptions(
  { name, options }: StrategySpec,
  readers: Readonly<Record<string, OptionReader>>,
): Readonly<Record<string, unknown>> {
  const read: Record<string, unknown> = {};
  for (const [option, text] of options) {
    const reader = Object.hasOwn(readers, option) ? readers[option] : undefined;
    if (reader === undefined) {
      const known = Object.keys(readers);
      const remedy = known.length === 0 ? "It has none." : suggestName(option, known);
      throw inputError(`The strategy ${name} has no option "${option}".`, remedy);
    }
    read[option] = reader(text, option);
  }
  return read;
}
