import { MassGenError } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import type { Format } from "../adapters/detect-format.ts";
import { kindOf } from "../adapters/invalid-item.ts";
import { checkCompactorState } from "./check-compactor-state.ts";
import type { CompactorOptions } from "./compactor-options.ts";
import { checkThresholds } from "./threshold.ts";
import { completePrices } from "./token-price-checks.ts";

const formats: readonly unknown[] = [
  "openai-responses",
  "openai-chat",
  "anthropic",
  "ai-sdk",
] satisfies readonly Format[];

/** Options that are objects with methods. */
const methods = {
  adapter: ["describe"],
  counter: ["count"],
  archive: ["put", "get", "search"],
} as const;

/** Options that are functions. */
const functions = ["pin", "beforeSwap", "onEvent"] as const;

/** @throws MassGenError `invalid-option` */
export function checkCompactorOptions<Item>(options: CompactorOptions<Item>): void {
  if (!isRecord(options)) {
    throw new MassGenError(`The options of a compactor are ${kindOf(options)}, not an object.`, {
      code: "invalid-option",
      remedy: "Pass, for example, { contextWindow: 400_000 }.",
    });
  }
  const { contextWindow, trigger = 0.8, target = 0.4, deadlineMilliseconds = 1, maximumFailures = 1 } = options;
  checkThresholds(contextWindow, trigger, target);
  for (const [name, value] of Object.entries({ deadlineMilliseconds, maximumFailures })) {
    if (!(typeof value === "number" && value > 0)) throw refused(`${name} must be above zero.`);
  }
  checkNames(options);
  checkParts(options);
  checkStrategies(options.strategies);
  if (options.prices !== undefined) completePrices(options.prices);
  if (options.state !== undefined) checkCompactorState(options.state);
}

function checkParts(options: Readonly<Record<string, unknown>>): void {
  for (const [name, needed] of Object.entries(methods)) {
    const value = options[name];
    if (value === undefined) continue;
    const missing = needed.find((method) => !isRecord(value) || typeof value[method] !== "function");
    if (missing !== undefined) throw refused(`${name} must be an object with the method ${missing}.`);
  }
  for (const name of functions) {
    const value = options[name];
    if (value !== undefined && typeof value !== "function") {
      throw refused(`${name} must be a function, not ${kindOf(value)}.`);
    }
  }
}

function checkNames({ format, model }: Readonly<Record<string, unknown>>): void {
  if (format !== undefined && !formats.includes(format)) throw refused(`format must be one of ${formats.join(", ")}.`);
  if (model !== undefined && typeof model !== "string") throw refused(`model must be a text, not ${kindOf(model)}.`);
}

function checkStrategies(strategies: unknown): void {
  if (strategies === undefined) return;
  if (!Array.isArray(strategies)) throw refused(`strategies must be a list, not ${kindOf(strategies)}.`);
  for (const [index, strategy] of strategies.entries()) {
    if (isRecord(strategy) && typeof strategy.name === "string" && typeof strategy.propose === "function") continue;
    throw refused(`strategies[${index}] must be an object with name and propose.`);
  }
}

function refused(problem: string): MassGenError {
  return new MassGenError(problem, { code: "invalid-option", remedy: "Leave it out for the default." });
}
