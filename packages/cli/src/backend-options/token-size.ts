import { inputError } from "../input-error.ts";

const multiples: Readonly<Record<string, number>> = { "": 1, k: 1_000, m: 1_000_000 };

/**
 * Reads a number of tokens: `60000`, `60k` or `1.5m`.
 *
 * @param option - its name, for the error.
 * @throws MassGenError `invalid-input`
 */
export function parseTokens(text: string, option: string): number {
  const [, digits = "", unit = ""] = /^(\d+(?:\.\d+)?)(k|m|)$/i.exec(text.trim().replaceAll("_", "")) ?? [];
  const tokens = Math.round(Number(digits) * (multiples[unit.toLowerCase()] ?? 1));
  if (tokens > 0 && Number.isSafeInteger(tokens)) return tokens;
  throw inputError(`${option} "${text}" is no number of tokens above zero.`, "Write tokens (200000 or 200k).");
}

/**
 * Reads a share of the window, `80%` or `0.8`, or a number of tokens.
 *
 * @returns a share up to 1, or tokens above 1.
 * @throws MassGenError `invalid-input`
 */
export function parseThreshold(text: string, option: string): number {
  const [, digits, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim()) ?? [];
  const share = Number(digits) / (percent === "%" ? 100 : 1);
  if (share > 0 && share <= 1 && (percent === "%" || digits?.includes(".") === true || share === 1)) return share;
  const remedy = "Write a share of the window (80%) or tokens (100k).";
  if (percent === "%") throw inputError(`${option} "${text}" is no share above zero and up to 100%.`, remedy);
  try {
    return parseTokens(text, option);
  } catch (error) {
    throw inputError(`${option} "${text}" is neither a share nor a number of tokens above zero.`, remedy, error);
  }
}
