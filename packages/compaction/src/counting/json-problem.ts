/** JSON Schemas of real tools have some ten levels. */
const mostLevels = 200;

/** Values and characters together; more would fill the context window of any model. */
const mostContent = 2_000_000;

/**
 * Why `JSON.stringify` should not be let loose on a value: it runs out of stack on deep nesting, and out of memory on a
 * small value that names the same object over and over. Takes time in proportion to what would be written.
 *
 * @returns the end of a sentence, such as "is nested more than 200 levels deep, or contains itself".
 */
export function findJsonProblem(value: unknown): string | undefined {
  const pending: { readonly value: unknown; readonly level: number }[] = [{ value, level: 0 }];
  let content = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value: current, level } = next;
    if (level > mostLevels) return `is nested more than ${mostLevels} levels deep, or contains itself`;
    content += 1;
    if (typeof current === "string") content += current.length;
    // Counted before they are looked at: an array may be longer than memory is large.
    if (Array.isArray(current)) content += current.length;
    if (content > mostContent) return `has more than ${mostContent} values and characters`;
    if (typeof current !== "object" || current === null) continue;
    for (const [key, field] of Object.entries(current)) {
      content += key.length;
      pending.push({ value: field, level: level + 1 });
    }
  }
  return undefined;
}
