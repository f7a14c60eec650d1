import { isRecord } from "@massgen/core/provider";
import { base64Length, isBytes } from "./binary.ts";
import { blankImage } from "./blank-image.ts";
import type { CountablePart, ImagePart } from "./item-adapter.ts";

/** Fields that are addresses or bookkeeping: no provider renders them into the model's context. */
const unrendered = new Set([
  "id",
  "type",
  "call_id",
  "tool_call_id",
  "tool_use_id",
  "toolCallId",
  "itemId",
  "status",
  "detail",
  "file_id",
  "annotations",
  "logprobs",
  "cache_control",
  "cacheControl",
]);

/** Fields that hold what only the provider can read, in each provider's spelling. */
const sealed = new Set([
  "encrypted_content",
  "encryptedContent",
  "reasoningEncryptedContent",
  "redactedData",
  "signature",
  "thoughtSignature",
]);

/** Parts of a message's or a result's content, which is a text or a list of what `partsOf` knows. */
export function partsOfContent(
  content: unknown,
  partsOf: (part: Readonly<Record<string, unknown>>) => readonly CountablePart[],
): readonly CountablePart[] {
  if (typeof content === "string") return textParts(content);
  if (!Array.isArray(content)) return content === null || content === undefined ? [] : leafParts(content);
  return content.flatMap((part) => (isRecord(part) ? partsOf(part) : leafParts(part)));
}

/** A text as parts: an empty one has none. */
export function textParts(text: string): readonly CountablePart[] {
  return text === "" ? [] : [{ kind: "text", text }];
}

export function imagePart(source: string | null, detail: string | null = null): ImagePart {
  return { kind: "image", source, detail, evicted: source === blankImage };
}

/**
 * Parts of reasoning that its provider sealed. The sealed copy is the whole, of which the text beside it may be a
 * summary; the larger of the two counts.
 *
 * @param sealedCharacters - length of the sealed copy in base64; 0 where there is none.
 */
export function reasoningParts(text: string, sealedCharacters: number): readonly CountablePart[] {
  return sealedCharacters * 0.75 > text.length ? [{ kind: "opaque", characters: sealedCharacters }] : textParts(text);
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
    } else if (isBytes(current)) {
      parts.push({ kind: "opaque", characters: base64Length(current) });
    } else if (current instanceof URL) {
      parts.push(partOfAddress(current.href));
    } else if (isRecord(current)) {
      if (current.type === "base64" && typeof current.data === "string") {
        parts.push({ kind: "opaque", characters: current.data.length });
        continue;
      }
      for (const key of Object.keys(current).reverse()) {
        const field = current[key];
        if (sealed.has(key) && typeof field === "string") parts.push({ kind: "opaque", characters: field.length });
        else if (!unrendered.has(key)) pending.push(field);
      }
    }
  }
  return parts;
}

/** An address that is an object cannot be told to be an image and then be replaced by a text, so it is not called one. */
function partOfAddress(address: string): CountablePart {
  return /^data:/i.test(address) ? { kind: "opaque", characters: address.length } : { kind: "text", text: address };
}

function partOfString(text: string): CountablePart {
  if (isImageUrl(text)) return imagePart(text);
  if (/^data:[^,]{0,200};base64,/i.test(text)) return { kind: "opaque", characters: text.length };
  return { kind: "text", text };
}

export function isImageUrl(text: string): boolean {
  return /^data:image\//i.test(text);
}

/** The text of a content, with the parts that are not text left out. */
export function textOf(parts: readonly CountablePart[]): string {
  const [first] = parts;
  if (parts.length === 1 && first?.kind === "text") return first.text;
  return parts.map((part) => (part.kind === "text" ? part.text : "")).join("\n");
}

export function stringOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
