/** Deeper than any tool's arguments; JSON of a hostile depth compares as text. */
const maximumDepth = 100;

/**
 * The arguments of a call in a form that is the same for all ways to write the same JSON: order of keys, white space
 * and escapes do not matter. Text that is not JSON stays as it is, and so does JSON with a number that JavaScript
 * cannot hold, since two such numbers would look the same.
 */
export function canonicalArguments(text: string): string {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed)) return trimmed;
  try {
    return write(JSON.parse(trimmed), 0) ?? trimmed;
  } catch {
    return trimmed;
  }
}

/** JSON with sorted keys; `undefined` where the value cannot be told apart from others. */
function write(value: unknown, depth: number): string | undefined {
  if (typeof value === "number") return isExact(value) ? String(value) : undefined;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (depth === maximumDepth) return undefined;
  const isArray = Array.isArray(value);
  const entries = isArray ? value.entries() : Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  const parts: string[] = [];
  for (const [key, field] of entries) {
    const written = write(field, depth + 1);
    if (written === undefined) return undefined;
    parts.push(isArray ? written : `${JSON.stringify(key)}:${written}`);
  }
  return isArray ? `[${parts.join(",")}]` : `{${parts.join(",")}}`;
}

function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}
