import type { CompactionTarget } from "@massgen/compaction";
import { inputError } from "../input-error.ts";

const multiples: Readonly<Record<string, number>> = { "": 1, k: 1_000, m: 1_000_000 };

/** Reads `60000`, `60k`, `1.5m` or `40%`. */
export function parseTarget(text: string): CompactionTarget {
  const match = /^(\d+(?:\.\d+)?)(%|k|m|)$/i.exec(text.trim().replaceAll("_", ""));
  const amount = Number(match?.[1]);
  const unit = match?.[2]?.toLowerCase() ?? "";
  if (unit === "%" && amount > 0) return `${amount}%`;
  const tokens = Math.round(amount * (multiples[unit] ?? Number.NaN));
  if (Number.isSafeInteger(tokens) && tokens > 0) return tokens;
  throw inputError(
    `--target "${text}" is not a number of tokens above zero.`,
    "Write tokens (60000 or 60k) or a share of the conversation (40%).",
  );
}
