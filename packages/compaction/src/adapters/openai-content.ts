import { isRecord } from "@massgen/core/provider";
import { imagePart, leafParts, partsOfContent, stringOrNull, textParts } from "./content-parts.ts";
import type { CountablePart, ImagePart } from "./item-adapter.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Parts of a message's or a result's content, in either of OpenAI's two formats. */
export function openaiParts(content: unknown): readonly CountablePart[] {
  return partsOfContent(content, partsOf);
}

function partsOf(part: Fields): readonly CountablePart[] {
  if (typeof part.text === "string") return textParts(part.text);
  const image = imageOf(part);
  return image === undefined ? leafParts(part) : [image];
}

function imageOf(part: Fields): ImagePart | undefined {
  const { image_url: address, file_id: file, detail } = part;
  if (isRecord(address)) return imagePart(stringOrNull(address.url), stringOrNull(address.detail));
  const isImage = typeof address === "string" || part.type === "input_image" || part.type === "computer_screenshot";
  return isImage ? imagePart(stringOrNull(address ?? file), stringOrNull(detail)) : undefined;
}

/** A stub in place of an image; what else the image's part held stays. */
interface TextStub {
  readonly type: string;
  readonly text: string;
  readonly [field: string]: unknown;
}

/** The parts of a content with each image replaced by a text part of the given type. */
export function stubOpenaiImages<Part>(
  parts: readonly Part[],
  type: "text" | "input_text" | "output_text",
  text: string,
): readonly (Part | TextStub)[] {
  return parts.map((part) => {
    if (!isRecord(part) || typeof part.text === "string" || imageOf(part) === undefined) return part;
    const { type: _type, image_url: _address, file_id: _file, detail: _detail, ...rest } = part;
    return { ...rest, type, text };
  });
}
