/** A text on one line, of so many characters at most and an ellipsis. */
export function shorten(text: string, longest: number): string {
  const line = text.slice(0, longest).replaceAll(/\s+/g, " ").trim();
  return text.length > longest ? `${line}…` : line;
}
