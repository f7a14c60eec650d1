import { type Bytes, uint16 } from "./bytes.ts";
import type { ImageSize } from "./image-size.ts";

/** Segments and fill bytes looked at before the header counts as damaged; colour profiles of 20 MB have some 300. */
const mostSteps = 1_000;

/**
 * The size in a JPEG's start-of-frame segment, which comes after any number of others: thumbnails, EXIF data, colour
 * profiles. `NaN` where the file ends within the segment.
 */
export function jpegSize(bytes: Bytes): ImageSize | undefined {
  let offset = 2;
  for (let step = 0; step < mostSteps; step += 1) {
    const marker = bytes(offset + 1);
    if (bytes(offset) !== 0xff || marker < 0xc0) return undefined;
    if (isFrame(marker)) return { width: uint16(bytes, offset + 7), height: uint16(bytes, offset + 5) };
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    const length = uint16(bytes, offset + 2);
    if (isStandalone(marker) || !(length >= 2)) return undefined;
    offset += 2 + length;
  }
  return undefined;
}

/** SOF0 to SOF15, baseline and progressive alike; three numbers in their midst mean tables (DHT, DAC) or nothing (JPG). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Restarts, the start and end of an image, and the start of its data: none may come before the frame. */
function isStandalone(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xda;
}
