import type { ConversationItem } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { invalidRequest } from "./invalid-request.ts";

/** Longest `image_url`, in characters; from OpenAI's OpenAPI document (20 MB). */
export const maximumImageCharacters = 20_971_520;

/** Characters that are looked at on either end of an image's data. */
const sampleCharacters = 256;

/**
 * Looks at the images that are part of the items, as far as that is quick: kind, size, and both ends of the data.
 *
 * @throws BackendError `invalid-image`
 */
export function checkImages(items: readonly ConversationItem[], backend: string): void {
  for (const [index, item] of items.entries()) {
    for (const part of partsOf(item)) {
      const problem = isRecord(part) ? problemOf(part.image_url) : undefined;
      if (problem === undefined) continue;
      throw invalidRequest(
        "invalid-image",
        `${backend}: an image in item ${index} ${problem}.`,
        "Use a PNG, JPEG, WebP or GIF image below 20 MB, as an address or as base64 in a data URL.",
      );
    }
  }
}

function partsOf({ content, output }: ConversationItem): readonly unknown[] {
  const list = content ?? output;
  return Array.isArray(list) ? list : [list];
}

function problemOf(address: unknown): string | undefined {
  if (typeof address !== "string" || !address.startsWith("data:")) return undefined;
  if (address.length > maximumImageCharacters) return "is larger than 20 MB";
  const header = /^data:image\/(?:png|jpe?g|webp|gif);base64,/i.exec(address)?.[0].length;
  if (header === undefined) return "is no PNG, JPEG, WebP or GIF in base64";
  const start = address.slice(header, header + sampleCharacters);
  const end = address.slice(Math.max(header, address.length - sampleCharacters));
  const isBase64 = /^[\w+/-]+={0,2}\s*$/;
  return isBase64.test(start) && isBase64.test(end) ? undefined : "is not valid base64";
}
