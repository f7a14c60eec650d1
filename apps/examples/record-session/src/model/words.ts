/** Puts what was found into sentences. */

export function count(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : plural(noun)}`;
}

function plural(noun: string): string {
  return noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : noun.endsWith("ch") ? `${noun}es` : `${noun}s`;
}

/** "a, b and 3 more". */
export function some(names: readonly string[], shown = 4): string {
  if (names.length === 0) return "none";
  const head = names.slice(0, shown);
  const rest = names.length - head.length;
  if (rest > 0) return `${head.join(", ")} and ${rest} more`;
  const last = head.pop() ?? "";
  return head.length === 0 ? last : `${head.join(", ")} and ${last}`;
}

export function bullets(lines: readonly string[], shown = 12): string {
  const rest = lines.length - shown;
  return [...lines.slice(0, shown), ...(rest > 0 ? [`and ${rest} more`] : [])].map((line) => `- ${line}`).join("\n");
}

export function unique<Value>(values: Iterable<Value>): readonly Value[] {
  return [...new Set(values)];
}

/** For a regular expression that must match a text as it stands. */
export function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&");
}
