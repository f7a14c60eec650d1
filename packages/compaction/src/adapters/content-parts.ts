import { isRecord } from "./invalid-item.ts";
import type { CountablePart } from "./item-adapter.ts";

/** Fields that are addresses or bookkeeping: no provider renders them into the model's context. */
const unrendered = new Set([
  "id",
  "type",
  "call_id",
  "tool_call_id",
  "status",
  "detail",
  "file_id",
  "annotations",
  "logprobs",
]);

/** Parts of a message's or a result's content, in either of OpenAI's two formats. */
export function contentParts(content: unknown): readonly CountablePart[] {
  if (typeof content === "string") return content === "" ? [] : [{ kind: "text", text: content }];
  if (!Array.isArray(content)) return content === null || content === undefined ? [] : leafParts(content);
  return content.flatMap((part) => partOf(part));
}

function partOf(part: unknown): readonly CountablePart[] {
  if (!isRecord(part)) return leafParts(part);
  if (typeof part.text === "string") return [{ kind: "text", text: part.text }];
  const image = imageOf(part);
  return image === undefined ? leafParts(part) : [image];
}

function imageOf(part: Readonly<Record<string, unknown>>): CountablePart | undefined {
  const { image_url: address, file_id: file, detail } = part;
  if (isRecord(address)) {
    return { kind: "image", source: stringOrNull(address.url), detail: stringOrNull(address.detail) };
  }
  const isImage = typeof address === "string" || part.type === "input_image" || part.type === "computer_screenshot";
  if (!isImage) return undefined;
  return { kind: "image", source: stringOrNull(address ?? file), detail: stringOrNull(detail) };
}

/**
 * Every string in a value of unknown shape: an item that this version does not know must not be taken for free.
 * Walks without recursion, since the value's depth is its author's choice.
 */
export function leafParts(value: unknown): readonly CountablePart[] {
  const parts: CountablePart[] = [];
  const pending: unknown[] = [value];
  for (let current = pending.pop(); pending.length > 0 || current !== undefined; current = pending.pop()) {
    if (typeof current === "string") {
      if (current !== "") parts.push(partOfString(current));
    } else if (typeof current === "number" || typeof current === "boolean") {
      parts.push({ kind: "text", text: String(current) });
    } else if (Array.isArray(current)) {
      for (let index = current.length - 1; index >= 0; index -= 1) pending.push(current[index]);
    } else if (isRecord(current)) {
      for (const [key, field] of Object.entries(current).reverse()) {
        if (key === "encrypted_content" && typeof field === "string") {
          parts.push({ kind: "opaque", characters: field.length });
        } else if (!unrendered.has(key)) pending.push(field);
      }
    }
  }
  return parts;
}

function partOfString(text: string): CountablePart {
  if (/^data:image\//i.test(text)) return { kind: "image", source: text, detail: null };
  if (/^data:[^,]{0,200};base64,/i.test(text)) return { kind: "opaque", characters: text.length };
  return { kind: "text", text };
}

/** The text of a content, with the parts that are not text left out. */
export function textOf(parts: readonly CountablePart[]): string {
  const [first] = parts;
  if (parts.length === 1 && first?.kind === "text") return first.text;
  return parts.map((part) => (part.kind === "text" ? part.text : "")).join("\n");
}

function stringOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
