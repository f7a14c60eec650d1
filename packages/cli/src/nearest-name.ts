import { closest, distance } from "fastest-levenshtein";

/** Shortest part of a name that is taken for the name. */
const shortestPart = 3;

/** The name that a misspelt or shortened one most likely means; `undefined` where none is near, or two are. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const lower = name.toLowerCase();
  const containing = known.filter((candidate) => lower.length >= shortestPart && candidate.includes(lower));
  if (containing.length > 0) return containing.length === 1 ? containing[0] : undefined;
  const nearest = closest(lower, known);
  return distance(lower, nearest) <= Math.max(2, Math.floor(nearest.length * 0.4)) ? nearest : undefined;
}

/** What to write instead of a name that does not exist. */
export function suggestName(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  if (nearest !== undefined) return `Did you mean "${nearest}"?`;
  return `Known are ${known.slice(0, -1).join(", ")} and ${known.at(-1)}.`;
}
