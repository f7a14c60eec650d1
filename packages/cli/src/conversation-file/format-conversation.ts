import { inputError } from "../input-error.ts";
import type { FileLayout } from "./conversation-file.ts";

/**
 * The text of a conversation in the layout that it was read in.
 *
 * @throws MassGenError `invalid-input` where it has no JSON text: an item is nested too deeply, or all is too long.
 */
export function formatConversation(items: readonly unknown[], layout: FileLayout): string {
  try {
    return serialise(items, layout);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw inputError(
      "The conversation is nested too deeply, or is too large, to be written as JSON.",
      "Take the nested item out, or split the conversation.",
      error,
    );
  }
}

function serialise(items: readonly unknown[], layout: FileLayout): string {
  switch (layout.kind) {
    case "array":
      return `${JSON.stringify(items, null, layout.indent)}\n`;
    case "object":
      return `${JSON.stringify({ ...layout.rest, [layout.key]: items }, null, layout.indent)}\n`;
    case "lines":
      return items.map((item) => `${JSON.stringify(item)}\n`).join("");
  }
}
