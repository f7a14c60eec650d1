import { crc32, deflateSync } from "node:zlib";
import type { Picture } from "../capture/capture-picture.ts";

/** An empty white picture, for a page that cannot be seen yet. */
export function blankPicture(width: number, height: number): Picture {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // One bit of grey for each pixel, without compression methods or filters of other kinds.
  header[8] = 1;
  const bytesPerRow = 1 + Math.ceil(width / 8);
  const rows = Buffer.alloc(bytesPerRow * height, 0xff);
  for (let row = 0; row < height; row += 1) rows[row * bytesPerRow] = 0;
  const data = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
  return { width, height, mediaType: "image/png", data };
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const result = Buffer.alloc(body.length + 8);
  result.writeUInt32BE(content.length, 0);
  body.copy(result, 4);
  result.writeUInt32BE(crc32(body), body.length + 4);
  return result;
}
