import { isRecord } from "@massgen/core/provider";
import { base64Length, headerBase64, isBytes } from "../../adapters/binary.ts";
import { blankImage } from "../../adapters/blank-image.ts";
import { imagePart, leafParts, partsOfContent, stringOrNull, textParts } from "../../adapters/content-parts.ts";
import type { CountablePart, ImagePart } from "../../adapters/item-adapter.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Parts of a message's content or a tool's output, which is a text, one part or a list of parts. */
export function agentsParts(content: unknown): readonly CountablePart[] {
  return partsOfContent(isRecord(content) ? [content] : content, partsOf);
}

function partsOf(part: Fields): readonly CountablePart[] {
  const image = imageOf(part);
  if (image !== undefined) return [image];
  switch (part.type) {
    case "refusal":
      return leafParts(part.refusal);
    case "audio":
      return [...dataParts(part.audio), ...leafParts(part.transcript)];
    case "input_file":
    case "file":
      return [...leafParts(part.filename), ...dataParts(part.file)];
    default:
      return typeof part.text === "string" ? textParts(part.text) : leafParts(part);
  }
}

/** The image that a part is: one that a user, a tool or the model shows, or a screenshot. */
function imageOf({ type, image, data, detail }: Fields): ImagePart | undefined {
  if (type === "computer_screenshot") return imagePart(sourceOf(data));
  return type === "input_image" || type === "image" ? imagePart(sourceOf(image), stringOrNull(detail)) : undefined;
}

function sourceOf(image: unknown): string | null {
  if (typeof image === "string") return isAddress(image) ? image : `data:image/png;base64,${image}`;
  if (!isRecord(image)) return null;
  const { data, mediaType = "image/png" } = image;
  if (isBytes(data)) return `data:${mediaType};base64,${headerBase64(data)}`;
  if (typeof data === "string") return isAddress(data) ? data : `data:${mediaType};base64,${data}`;
  return stringOrNull(image.url ?? image.fileId ?? image.id);
}

/** A file or a sound: its data in base64 or bytes, or what names it. */
function dataParts(file: unknown): readonly CountablePart[] {
  const data = isRecord(file) ? file.data : file;
  if (isBytes(data)) return [{ kind: "opaque", characters: base64Length(data) }];
  if (typeof data === "string" && !/^https?:/i.test(data)) return [{ kind: "opaque", characters: data.length }];
  return leafParts(file);
}

function isAddress(text: string): boolean {
  return /^(?:https?|data):/i.test(text);
}

/** A content or an output with a text of the given type in place of each image; a screenshot becomes blank. */
export function stubAgentsImages(content: unknown, textType: "input_text" | "output_text", text: string): unknown {
  if (Array.isArray(content)) return content.map((part) => stubAgentsImages(part, textType, text));
  if (!isRecord(content) || imageOf(content) === undefined) return content;
  if (content.type === "computer_screenshot") return { ...content, data: blankImage };
  const { type: _type, image: _image, detail: _detail, ...rest } = content;
  return { ...rest, type: textType, text };
}
