/** What is looked at when a run has ended. */
export const checkedThings = ["title", "url", "text", "answer"] as const;

export type CheckedThing = (typeof checkedThings)[number];

/** Something that must hold when a run has ended. */
export interface Check {
  readonly thing: CheckedThing;
  /** As the file has it: `/…/flags` or a text. */
  readonly expected: string;
  readonly holds: (found: string) => boolean;
}

/**
 * Reads what is expected: a regular expression between slashes, with the flags `i`, `m`, `s` and `u`, or a text that must
 * be contained, however its white space is laid out.
 *
 * @throws SyntaxError for a regular expression that is none.
 */
export function parseCheck(thing: CheckedThing, expected: string): Check {
  const [, source, flags = ""] = /^\/(.+)\/([imsu]*)$/s.exec(expected) ?? [];
  if (source !== undefined) {
    const pattern = new RegExp(source, flags);
    return { thing, expected, holds: (found) => pattern.test(found) };
  }
  const wanted = onOneLine(expected);
  return { thing, expected, holds: (found) => onOneLine(found).includes(wanted) };
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
