import type { ContentPart } from "@massgen/core";
import { readRegularFile } from "../conversation-file/read-regular-file.ts";
import { inputError } from "../input-error.ts";

/** Largest image that OpenAI's vision guide allows, in bytes; other providers allow less. */
const largestImage = 20 * 1024 * 1024;

/**
 * An image as a part of a message.
 *
 * @throws MassGenError `invalid-input` where it cannot be read, is too large, or is none.
 */
export async function readImage(path: string): Promise<ContentPart> {
  const bytes = await readRegularFile(path, { limit: largestImage, purpose: "an image" });
  const type = imageType(bytes);
  if (type === undefined) {
    throw inputError(`${path} is no PNG, JPEG, WebP or GIF image.`, "Convert it to one of these first.");
  }
  return { type: "input_image", detail: "auto", image_url: `data:${type};base64,${bytes.toString("base64")}` };
}

/** The media type, by the first bytes: names of files lie. */
function imageType(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 12).toString("latin1");
  if (start.startsWith("\u0089PNG\r\n\u001a\n")) return "image/png";
  if (start.startsWith("\u00ff\u00d8\u00ff")) return "image/jpeg";
  if (/^GIF8[79]a/.test(start)) return "image/gif";
  if (/^RIFF.{4}WEBP$/s.test(start)) return "image/webp";
  return undefined;
}
