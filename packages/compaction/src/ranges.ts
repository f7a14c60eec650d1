import type { RunLogRange } from "@massgen/core";

/** The fewest ranges that hold the given positions and no other. */
export function rangesOf(positions: readonly number[]): readonly RunLogRange[] {
  const ranges: [number, number][] = [];
  for (const position of [...positions].sort((left, right) => left - right)) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === position) last[1] = position + 1;
    else ranges.push([position, position + 1]);
  }
  return ranges;
}
