import { isRecord } from "@massgen/core/provider";
import { inputError } from "./input-error.ts";

const layouts = "Pass a JSON array of items, an object with items, or JSONL with one item a line.";

/**
 * Reads the items out of a file's text: a JSON array, an object with `items`, or JSONL. The runtime's own words about
 * bad JSON are never shown, as they quote the text, which may hold secrets.
 *
 * @param name - what to call the file in messages.
 * @throws MassGenError `invalid-input`
 */
export function parseItems(text: string, name: string): readonly unknown[] {
  const content = text.replace(/^\uFEFF/, "").trim();
  if (content === "") throw inputError(`${name} is empty.`, layouts);
  const whole = parse(content);
  const items = whole === undefined ? parseLines(content, name) : itemsOf(whole.value, name);
  if (items.length === 0) throw inputError(`${name} has no items.`, "Name a session with at least one request.");
  return items;
}

function itemsOf(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (isRecord(value) && Array.isArray(value.items)) return value.items;
  // A single item is JSONL of one line.
  if (isRecord(value) && (typeof value.type === "string" || typeof value.role === "string")) return [value];
  throw inputError(`${name} holds no session.`, layouts);
}

function parseLines(content: string, name: string): readonly unknown[] {
  return content.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const parsed = parse(line);
    if (parsed !== undefined) return [parsed.value];
    const isJsonl = index > 0 || /^\{.*\}\s*$/.test(line);
    throw inputError(
      isJsonl ? `${name} is not valid JSONL at line ${index + 1}.` : `${name} is neither JSON nor JSONL.`,
      isJsonl ? "Correct that line, or export the session again." : layouts,
    );
  });
}

/** In an object, since `null` is valid JSON too. */
function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
