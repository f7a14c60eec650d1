/** An item of which nothing is known. */
export type Fields = Readonly<Record<string, unknown>>;

/** The parts of a content, which may also be a plain text. */
export function partsIn(content: unknown): readonly Fields[] {
  return typeof content === "string" ? [{ type: "text", text: content }] : (content as readonly Fields[]);
}
