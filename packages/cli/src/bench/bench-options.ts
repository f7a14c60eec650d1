import { parseThreshold, parseTokens } from "../backend-options/token-size.ts";
import { inputError } from "../input-error.ts";
import { suggestName } from "../nearest-name.ts";
import type { BenchCommandOptions } from "./bench-command.ts";
import { defaultRates, type Limits, type Rates } from "./limits.ts";

/** Sessions that `--mine` stands for where it names no number. */
const defaultMine = 5;
const mostMine = 1_000;

/** Rows that can be asked for. */
const rowNames = [
  "none",
  "clear-every-turn",
  "clear-batched",
  "window",
  "default-chain",
  "naive-summary",
  "summarize",
  "native",
] as const;

/** @throws MassGenError `invalid-input` */
export function parseLimits({
  contextWindow: typed,
  trigger,
  target,
}: Pick<BenchCommandOptions, "contextWindow" | "trigger" | "target">): Limits {
  const contextWindow = parseTokens(typed, "--context-window");
  const tokens = (text: string, option: string) => {
    const size = parseThreshold(text, option);
    return size <= 1 ? Math.floor(size * contextWindow) : size;
  };
  const limits = { contextWindow, trigger: tokens(trigger, "--trigger"), target: tokens(target, "--target") };
  if (limits.trigger > contextWindow) {
    throw inputError("--trigger is larger than the window.", "Write a share of it (80%), or choose a larger window.");
  }
  if (limits.target > 0.9 * limits.trigger || limits.target < 1) {
    throw inputError(
      "--target must be above zero and at most nine tenths of --trigger.",
      "Leave both out for 40% and 80%.",
    );
  }
  return limits;
}

/** Reads `cacheRead=0.1,cacheWrite=1.25,output=5`, each of which may be missing. @throws MassGenError `invalid-input` */
export function parseRates(text: string | undefined): Rates {
  const rates = { ...defaultRates };
  for (const part of text === undefined ? [] : text.split(",")) {
    const [name = "", value = "", ...more] = part.trim().split("=");
    if (!Object.hasOwn(rates, name))
      throw inputError(`--rates has no "${name}".`, suggestName(name, Object.keys(rates)));
    if (more.length > 0 || !/^\d{1,6}(?:\.\d{1,6})?$/.test(value)) {
      throw inputError(`--rates ${name} "${value}" is no price.`, "Write it in prices of an input token: 0.1");
    }
    rates[name as keyof Rates] = Number(value);
  }
  return rates;
}

/** How many sessions `--mine` asks for; 0 without it. @throws MassGenError `invalid-input` */
export function parseMine(typed: string | true | undefined): number {
  if (typed === undefined) return 0;
  if (typed === true) return defaultMine;
  const count = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
  if (count >= 1 && count <= mostMine) return count;
  throw inputError(`--mine "${typed}" is no number from 1 to ${mostMine}.`, "Name files before --mine, or after --.");
}

/** Names of the rows to make; `undefined` for all. @throws MassGenError `invalid-input` */
export function parseRows(names: readonly string[] | undefined): ReadonlySet<string> | undefined {
  if (names === undefined) return undefined;
  for (const name of names) {
    if (!rowNames.some((known) => known === name)) {
      throw inputError(`There is no row "${name}".`, suggestName(name, rowNames));
    }
  }
  return new Set(["none", ...names]);
}
