/** Not in TypeScript's library yet; in Node since version 21. */
const { rawJSON } = JSON as JSON & { readonly rawJSON: (text: string) => unknown };

/** Finds every text with a number that JavaScript might write differently than it was read, and some others. */
const fragileNumber = /[[:,]\s*(?:-?\d{16}|-?\d+[.e]|-0)/i;

/**
 * `JSON.parse`, except that a number which JavaScript cannot hold or would write in another way (`12345678901234567890`,
 * `1.0`) becomes an object that `JSON.stringify` writes as it was read.
 */
export function parseExactly(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!fragileNumber.test(text)) return value;
  try {
    return JSON.parse(text, keepNumber);
  } catch {
    // The call above went through, so this one met a nesting that is too deep for it.
    return value;
  }
}

function keepNumber(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== "number" || context?.source === undefined) return value;
  return JSON.stringify(value) === context.source ? value : rawJSON(context.source);
}
