import { type Bytes, base64Bytes, littleUint16, spells, uint32 } from "./bytes.ts";
import { jpegSize } from "./jpeg-size.ts";
import { webpSize } from "./webp-size.ts";

/** Width and height in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** A `data:` URL has its data's beginning within this many characters; media types are far shorter. */
const longestPrefix = 1_024;

/** Characters of base64 that are searched for line breaks: MIME breaks lines after 76. */
const lineBreakProbe = 128;

/** Characters of base64 with line breaks that are looked at: few headers are longer. */
const longestBrokenHeader = 400_000;

/**
 * The pixel size that an image's own header states: PNG, JPEG, WebP or GIF in a base64 `data:` URL, whatever media type
 * the URL claims. The size of a photo that its EXIF data turns by 90° is the size before the turn.
 *
 * Reads the few bytes that it needs, so a URL of 20 MB costs what one of 20 kB does.
 *
 * @returns `undefined` for other addresses, other formats, and headers that are damaged or cut off.
 */
export function imageSize(source: string): ImageSize | undefined {
  const prefix = /^data:[^,]*; *base64,/i.exec(source.slice(0, longestPrefix))?.[0];
  if (prefix === undefined) return undefined;
  const size = sizeFromHeader(base64Bytes(encodedData(source, prefix.length)));
  return size !== undefined && isLength(size.width) && isLength(size.height) ? size : undefined;
}

/** The base64 without white space, as far as it matters. */
function encodedData(source: string, start: number): string {
  const white = /[\t\n\f\r ]+/g;
  if (!white.test(source.slice(start, start + lineBreakProbe))) return source.slice(start);
  return source.slice(start, start + longestBrokenHeader).replace(white, "");
}

function sizeFromHeader(bytes: Bytes): ImageSize | undefined {
  switch (bytes(0)) {
    case 0x89:
      return spells(bytes, 1, "PNG\r\n\x1a\n\0\0\0\rIHDR")
        ? { width: uint32(bytes, 16), height: uint32(bytes, 20) }
        : undefined;
    case 0xff:
      return bytes(1) === 0xd8 ? jpegSize(bytes) : undefined;
    case 0x47:
      return spells(bytes, 0, "GIF87a") || spells(bytes, 0, "GIF89a")
        ? { width: littleUint16(bytes, 6), height: littleUint16(bytes, 8) }
        : undefined;
    case 0x52:
      return spells(bytes, 0, "RIFF") && spells(bytes, 8, "WEBPVP8") ? webpSize(bytes) : undefined;
    default:
      return undefined;
  }
}

function isLength(pixels: number): boolean {
  return Number.isInteger(pixels) && pixels > 0;
}
