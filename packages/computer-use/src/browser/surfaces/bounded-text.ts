/** Control characters but for tab and line feed, and marks that turn the direction of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Makes text of a page fit to be shown: without control characters, and at most `maximum` UTF-16 units long. */
export function boundedText(text: string, maximum: number): string {
  const cut = text.length > maximum ? `${text.slice(0, maximum - 1)}…` : text;
  return cut.toWellFormed().replace(unprintable, "\ufffd");
}
