import type { ApprovalRules, ComputerBudget } from "@massgen/computer-use";
import type { ComputerActionType } from "@massgen/core";
import { inputError } from "../input-error.ts";
import { suggestName } from "../nearest-name.ts";
import type { ComputerCommandOptions } from "./computer-command.ts";

const actionTypes: readonly ComputerActionType[] = [
  "click",
  "move",
  "press",
  "release",
  "drag",
  "scroll",
  "type",
  "key",
  "wait",
  "navigate",
  "back",
  "forward",
  "screenshot",
  "zoom",
  "read-clipboard",
  "write-clipboard",
];

/**
 * What a run may spend.
 *
 * @throws MassGenError `invalid-input`
 */
export function readBudget({
  maxSteps,
  maxMinutes,
  maxCost,
}: Pick<ComputerCommandOptions, "maxSteps" | "maxMinutes" | "maxCost">): ComputerBudget {
  const steps = readWhole(maxSteps, "--max-steps");
  const minutes = positive(maxMinutes, "--max-minutes");
  const cost = positive(maxCost, "--max-cost");
  return {
    ...(steps !== undefined && { steps }),
    ...(minutes !== undefined && { milliseconds: minutes * 60_000 }),
    ...(cost !== undefined && { cost }),
  };
}

/**
 * US dollars that an hour of the user's own GPU costs.
 *
 * @throws MassGenError `invalid-input`
 */
export function readGpuPrice({ gpuPrice }: Pick<ComputerCommandOptions, "gpuPrice">): number | undefined {
  return positive(gpuPrice, "--gpu-price");
}

/**
 * A whole number above 0.
 *
 * @throws MassGenError `invalid-input`
 */
export function readWhole(text: string | undefined, option: string): number | undefined {
  return positive(text, option, { whole: true });
}

/**
 * When a person is asked.
 *
 * @throws MassGenError `invalid-input`
 */
export function readApprovalRules({ ask = [] }: ComputerCommandOptions): ApprovalRules {
  const actions = actionTypes.filter((type) => ask.includes(type));
  const sites = ask.filter((word) => word !== "always" && !actionTypes.some((type) => type === word));
  const odd = sites.find((word) => !isHost(word));
  if (odd !== undefined) {
    throw inputError(`--ask has no "${odd}".`, suggestName(odd, ["always", ...actionTypes]));
  }
  return { always: ask.includes("always"), actions, sites };
}

/** A word without a dot is more likely a mistyped action, except for the machine itself. */
function isHost(word: string): boolean {
  return word === "localhost" || /^[\w-]+(\.[\w-]+)+$/.test(word);
}

function positive(text: string | undefined, option: string, { whole = false } = {}): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  const isRight = /^\d+(\.\d+)?$/.test(text) && number > 0 && Number.isFinite(number);
  if (isRight && (!whole || Number.isSafeInteger(number))) return number;
  throw inputError(`${option} is "${text}".`, `Write a ${whole ? "whole " : ""}number above 0, e.g. 25.`);
}
