import { isRecord } from "@massgen/core/provider";
import { base64Length, headerBase64, isBytes } from "./binary.ts";
import { imagePart, leafParts, stringOrNull, textParts } from "./content-parts.ts";
import type { CountablePart, ImagePart } from "./item-adapter.ts";

type Fields = Readonly<Record<string, unknown>>;

const imageTypes = new Set(["image", "image-data", "image-url", "image-file-id", "image-file-reference"]);
const fileTypes = new Set(["file", "file-data", "file-url", "file-id", "file-reference", "reasoning-file"]);

/** The image that a part of a message or of a tool's output is; `undefined` where it is none. */
export function imageOf(part: Fields): ImagePart | undefined {
  const type = String(part.type);
  const isImage = imageTypes.has(type) || (fileTypes.has(type) && /^image(\/|$)/i.test(String(part.mediaType)));
  // An image among a model's thoughts belongs to them and must stay.
  if (!isImage || type === "reasoning-file") return undefined;
  return imagePart(sourceOf(contentOf(part), stringOrNull(part.mediaType) ?? "image/png"), detailOf(part));
}

/** Parts of a file that is no image; `undefined` where the part is no file. */
export function fileParts(part: Fields): readonly CountablePart[] | undefined {
  if (!fileTypes.has(String(part.type))) return undefined;
  const content = contentOf(part);
  if (isRecord(content) && content.type === "text") return textParts(String(content.text));
  const data = isRecord(content) && content.type === "data" ? content.data : content;
  if (isBytes(data)) return [{ kind: "opaque", characters: base64Length(data) }];
  if (typeof data === "string" && !isAddress(data)) return [{ kind: "opaque", characters: data.length }];
  return leafParts(sourceOf(content, "") ?? "");
}

/** Where each kind of part has what it is about. */
function contentOf(part: Fields): unknown {
  return part.image ?? part.data ?? part.url ?? part.fileId;
}

function sourceOf(content: unknown, mediaType: string): string | null {
  if (typeof content === "string") return isAddress(content) ? content : `data:${mediaType};base64,${content}`;
  if (content instanceof URL) return content.href;
  if (isBytes(content)) return `data:${mediaType};base64,${headerBase64(content)}`;
  if (!isRecord(content)) return null;
  if (content.type === "data") return sourceOf(content.data, mediaType);
  return content.type === "url" ? sourceOf(content.url, mediaType) : null;
}

function isAddress(text: string): boolean {
  return /^(?:https?|data|gs|s3|file):/i.test(text);
}

/** OpenAI's word for resolution, which the SDK has among the options for that provider. */
function detailOf(part: Fields): string | null {
  const openai = isRecord(part.providerOptions) ? part.providerOptions.openai : undefined;
  return isRecord(openai) ? stringOrNull(openai.imageDetail) : null;
}
