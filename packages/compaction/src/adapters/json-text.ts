import { leafParts, textOf } from "./content-parts.ts";
import { invalidItem } from "./invalid-item.ts";

/**
 * A value as the text that a model sees of it: text as it is, anything else as JSON.
 *
 * @throws MassGenError `invalid-item` where the value cannot be written as JSON.
 */
export function jsonText(value: unknown): string {
  if (typeof value === "string") return value;
  try {
    return JSON.stringify(value) ?? "";
  } catch (error) {
    // Too deep for JSON.stringify, which is no reason to refuse the conversation.
    if (error instanceof RangeError) return textOf(leafParts(value));
    throw invalidItem("A value in the item cannot be written as JSON.");
  }
}
