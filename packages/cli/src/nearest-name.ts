import { closest, distance } from "fastest-levenshtein";

/** The name that a misspelt one most likely means; `undefined` where none is near. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const lower = name.toLowerCase();
  const start = known.find((candidate) => lower.length >= 3 && candidate.startsWith(lower));
  if (start !== undefined) return start;
  const nearest = closest(lower, known);
  return distance(lower, nearest) <= Math.max(2, Math.floor(nearest.length * 0.4)) ? nearest : undefined;
}
