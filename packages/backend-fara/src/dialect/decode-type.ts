import type { ComputerAction, DialectContext } from "@massgen/core";
import { type ActionReading, readPlace } from "./decode-action.ts";
import type { DialectOptions } from "./dialect-options.ts";
import { readBoolean, readCoordinate, readText } from "./read-values.ts";

const longestText = 20_000;

/**
 * What `type` does: in Fara-7B it clicks a field, empties it where asked to, types, and presses Enter unless told not
 * to; in Fara1.5 it only types. Without a coordinate the text goes to what has the focus.
 */
export function decodeType(
  fields: Readonly<Record<string, unknown>>,
  context: DialectContext,
  options: DialectOptions,
): ActionReading {
  const text = readText(fields, "text", "text_value", "value", "content")?.toWellFormed();
  if (text === undefined) return "The argument text is missing.";
  if (text.length > longestText) return "The argument text is too long.";
  const typed: ComputerAction[] = text === "" ? [] : [{ type: "type", text }];
  if (!options.profile.typeHasClick) return text === "" ? "The argument text is empty." : typed;
  const place = readCoordinate(fields) === "missing" ? undefined : readPlace(fields, context, options);
  if (typeof place === "string") return place;
  const clears = readBoolean(fields.delete_existing_text) ?? readBoolean(fields.clear) ?? false;
  const submits = readBoolean(fields.press_enter) ?? true;
  const actions: ComputerAction[] = [
    ...(place === undefined ? [] : [{ type: "click", ...place } as const]),
    ...(clears ? clearing(options) : []),
    ...typed,
    ...(submits ? [{ type: "key", keys: ["Enter"] } as const] : []),
  ];
  return actions.length === 0 ? "The argument text is empty." : actions;
}

/** Empties the field that has the focus. */
export function clearing({ selectAllKey }: DialectOptions): readonly ComputerAction[] {
  return [
    { type: "key", keys: [selectAllKey, "a"] },
    { type: "key", keys: ["Backspace"] },
  ];
}
