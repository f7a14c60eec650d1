import { MassGenError } from "@massgen/core";

/** Tokens, or a share of what the conversation has now, e.g. `"40%"`. */
export type CompactionTarget = number | `${number}%`;

/** @throws MassGenError `invalid-option` where the target is not a number above zero. */
export function checkTarget(target: CompactionTarget): void {
  const valid = typeof target === "number" ? Number.isSafeInteger(target) && target > 0 : shareOf(target) > 0;
  if (valid) return;
  throw new MassGenError("The target must be a whole number of tokens or a percentage, above zero.", {
    code: "invalid-option",
    remedy: 'Pass, for example, { target: 60_000 } or { target: "40%" }.',
  });
}

/** The target in whole tokens. */
export function resolveTarget(target: CompactionTarget, tokensBefore: number): number {
  return typeof target === "number" ? target : Math.max(1, Math.floor(tokensBefore * shareOf(target)));
}

function shareOf(target: string): number {
  const match = /^(\d+(?:\.\d+)?)%$/.exec(target);
  return match === null ? Number.NaN : Number(match[1]) / 100;
}
