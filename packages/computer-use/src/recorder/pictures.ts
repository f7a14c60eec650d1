import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FrameMediaType } from "@massgen/core";

const extensions: Readonly<Record<FrameMediaType, string>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
};

/** Ending of a file of that type. */
export function extensionOf(mediaType: FrameMediaType): string {
  return extensions[mediaType];
}

/** Name of a picture's file. Ids come from logs, which may have been altered: only hexadecimal digits reach a path. */
export function pictureFile(id: string, extension: string): string {
  return `${/^[0-9a-f]{16,128}$/.test(id) ? id : Buffer.from(id).toString("hex").slice(0, 128)}.${extension}`;
}

/** Bytes of a picture, whatever its format; `undefined` where it is not there. */
export async function findPicture(folder: string, id: string): Promise<Uint8Array | undefined> {
  for (const extension of Object.values(extensions)) {
    const bytes = await readFile(join(folder, pictureFile(id, extension))).catch(() => undefined);
    // An empty file is what a machine that lost its power has left of one.
    if (bytes !== undefined && bytes.byteLength > 0) return bytes;
  }
  return undefined;
}
