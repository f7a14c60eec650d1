import { crc32, deflateSync } from "node:zlib";

/** A rectangle of the panel, in pixels, and its colour as red, green and blue. */
export interface Patch {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: readonly [number, number, number];
}

/** Draws rectangles on grey as a PNG. */
export function drawPanel(width: number, height: number, patches: readonly Patch[]): Uint8Array {
  const row = 1 + width * 3;
  const pixels = Buffer.alloc(row * height, 0x80);
  for (let y = 0; y < height; y += 1) pixels[y * row] = 0;
  for (const patch of patches) {
    for (let y = patch.y; y < patch.y + patch.height; y += 1) {
      for (let x = patch.x; x < patch.x + patch.width; x += 1) pixels.set(patch.colour, y * row + 1 + x * 3);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits for each of red, green and blue.
  header.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(pixels)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
