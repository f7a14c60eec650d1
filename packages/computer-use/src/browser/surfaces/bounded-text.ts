/** Control characters but for tab and line feed, and marks that turn the direction of writing. */
const unprintable = /(?![\t\n])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Makes text of a page fit to be shown: without control characters, and at most `maximum` UTF-16 units long. */
export function boundedText(text: string, maximum: number): string {
  const cut = text.length > maximum ? `${text.slice(0, maximum - 1)}…` : text;
  return cut.toWellFormed().replace(unprintable, "\ufffd");
}
