import { inputError } from "../input-error.ts";
import { suggestName } from "../nearest-name.ts";
import { nativeModes } from "./compaction-model.ts";

/** Turns the text of an option of a strategy into its value. */
export type OptionReader = (text: string, name: string) => unknown;

/** A whole number, zero or more; `k` and `m` multiply. */
export const count: OptionReader = (text, name) => {
  const [, digits = "", unit = ""] = /^(\d+)(k|m|)$/i.exec(text.replaceAll("_", "")) ?? [];
  const value = Number(digits) * { "": 1, k: 1_000, m: 1_000_000 }[unit.toLowerCase() as "" | "k" | "m"];
  if (digits !== "" && Number.isSafeInteger(value)) return value;
  throw inputError(`${name} must be a whole number, not "${text}".`, `Write, for example, ${name}=5.`);
};

/** A number of tokens or a share of the target. */
export const size: OptionReader = (text, name) => (/^\d+(\.\d+)?%$/.test(text) ? text : count(text, name));

/** Names with `+` between them. */
export const names: OptionReader = (text) => text.split("+").filter((name) => name !== "");

/** How the provider is asked to compact. */
export const nativeMode: OptionReader = (text, name) => {
  const mode = nativeModes.find((known) => known === text);
  if (mode !== undefined) return mode;
  throw inputError(`${name} has no "${text}".`, suggestName(text, nativeModes));
};
