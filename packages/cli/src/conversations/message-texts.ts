import { isRecord } from "@massgen/core/provider";

/** The texts of a message, by what it has for `content`. */
export function messageTexts(content: unknown): readonly string[] {
  if (typeof content === "string") return [content];
  if (!Array.isArray(content)) return [];
  return content.flatMap((part: unknown) => (isRecord(part) && typeof part.text === "string" ? [part.text] : []));
}
