import type { CompactionTarget } from "@massgen/compaction";
import { inputError } from "../input-error.ts";

const multiples: Readonly<Record<string, number>> = { "": 1, k: 1_000, m: 1_000_000 };
const remedy = "Write tokens (60000 or 60k) or a share of the conversation (40%).";

/**
 * Reads `60000`, `60k`, `1.5m` or `40%`.
 *
 * @throws MassGenError `invalid-input` for anything else.
 */
export function parseTarget(text: string): CompactionTarget {
  const match = /^(\d+(?:\.\d+)?)(%|k|m|)$/i.exec(text.trim().replaceAll("_", ""));
  const [, digits = "", unit = ""] = match ?? [];
  const amount = Number(digits);
  const tokens = Math.round(amount * (multiples[unit.toLowerCase()] ?? 1));
  if (match === null || !(unit === "%" ? amount > 0 : tokens > 0)) {
    throw inputError(`--target "${text}" is not a number of tokens above zero.`, remedy);
  }
  if (!Number.isSafeInteger(tokens)) throw inputError(`--target "${text}" is too large.`, remedy);
  // From the digits, not the number: the latter may print as 1e-7.
  return unit === "%" ? (`${digits}%` as CompactionTarget) : tokens;
}
