import { type Bytes, littleUint16, littleUint24, spells } from "./bytes.ts";
import type { ImageSize } from "./image-size.ts";

/** The size in the first chunk of a WebP file: lossy, lossless, or extended. */
export function webpSize(bytes: Bytes): ImageSize | undefined {
  switch (String.fromCharCode(bytes(15))) {
    case " ":
      // The two high bits of each side say how to enlarge the picture for display.
      return spells(bytes, 23, "\x9d\x01\x2a")
        ? { width: littleUint16(bytes, 26) % 0x4000, height: littleUint16(bytes, 28) % 0x4000 }
        : undefined;
    case "L": {
      if (bytes(20) !== 0x2f) return undefined;
      const packed = littleUint24(bytes, 21) + bytes(24) * 0x100_0000;
      return { width: (packed % 0x4000) + 1, height: (Math.floor(packed / 0x4000) % 0x4000) + 1 };
    }
    case "X":
      return { width: littleUint24(bytes, 24) + 1, height: littleUint24(bytes, 27) + 1 };
    default:
      return undefined;
  }
}
