import { distance } from "fastest-levenshtein";
import { nameCandidates } from "./name-candidates.ts";
import type { NameIndex } from "./name-index.ts";

const most = 3;
const shortestName = 3;
const longestName = 80;

/**
 * Canonical names near to one that is not in the index, nearest first, at most three. Near is a name of which at most a
 * third of the letters differ, or one that begins like it.
 */
export function suggestNames(name: string, index: NameIndex): readonly string[] {
  const wanted = nameCandidates(name).filter((key) => key.length >= shortestName && key.length <= longestName);
  const nearest = new Map<string, number>();
  for (const [key, model] of index) {
    for (const candidate of wanted) {
      const away = remoteness(candidate, key);
      if (away < (nearest.get(model.name) ?? Number.POSITIVE_INFINITY)) nearest.set(model.name, away);
    }
  }
  return [...nearest]
    .sort(([, left], [, right]) => left - right)
    .slice(0, most)
    .map(([canonical]) => canonical);
}

/** Letters that differ; a name that goes on where this one ends counts as one letter away. */
function remoteness(candidate: string, key: string): number {
  if (key.startsWith(`${candidate}-`)) return 1;
  const away = distance(candidate, key);
  return away <= Math.max(1, Math.floor(candidate.length / 3)) ? away : Number.POSITIVE_INFINITY;
}
