/** Bytes of image headers, as their formats' specifications lay them out; what follows the header is left out. */

const latin1 = (text: string): readonly number[] => Array.from(text, (character) => character.charCodeAt(0));
const big = (value: number, length: number): readonly number[] =>
  Array.from({ length }, (_, index) => Math.floor(value / 256 ** (length - 1 - index)) % 256);
const little = (value: number, length: number): readonly number[] => big(value, length).toReversed();

/** Signature and IHDR chunk, with a checksum that nobody verifies. */
export function png(width: number, height: number): readonly number[] {
  const header = [...latin1("IHDR"), ...big(width, 4), ...big(height, 4), 8, 6, 0, 0, 0];
  return [0x89, ...latin1("PNG\r\n\x1a\n"), ...big(13, 4), ...header, ...big(0, 4)];
}

export function gif(width: number, height: number, version: "87a" | "89a" = "89a"): readonly number[] {
  return [...latin1(`GIF${version}`), ...little(width, 2), ...little(height, 2), 0xf7, 0, 0];
}

/** One segment of a JPEG: marker, length, content. */
export function segment(marker: number, content: readonly number[]): readonly number[] {
  return [0xff, marker, ...big(content.length + 2, 2), ...content];
}

/** A JFIF file with segments of one's own before its frame; `frame` is 0xc0 for baseline, 0xc2 for progressive. */
export function jpeg(
  width: number,
  height: number,
  { before = [], frame = 0xc0 }: { readonly before?: readonly (readonly number[])[]; readonly frame?: number } = {},
): readonly number[] {
  const jfif = segment(0xe0, [...latin1("JFIF\0"), 1, 1, 0, 0, 1, 0, 1, 0, 0]);
  const components = [3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
  return [
    0xff,
    0xd8,
    ...jfif,
    ...before.flat(),
    ...segment(frame, [8, ...big(height, 2), ...big(width, 2), ...components]),
    0xff,
    0xda,
  ];
}

function riff(type: string, content: readonly number[]): readonly number[] {
  const chunk = [...latin1(type), ...little(content.length, 4), ...content];
  return [...latin1("RIFF"), ...little(chunk.length + 4, 4), ...latin1("WEBP"), ...chunk];
}

export function webpLossy(width: number, height: number): readonly number[] {
  // The high bits ask for enlargement by 5/4, which does not change the picture's size.
  const sides = [...little(width + 0x4000, 2), ...little(height + 0x4000, 2)];
  return riff("VP8 ", [0x30, 0x01, 0x00, 0x9d, 0x01, 0x2a, ...sides]);
}

export function webpLossless(width: number, height: number): readonly number[] {
  const alphaIsUsed = 2 ** 28;
  return riff("VP8L", [0x2f, ...little(width - 1 + (height - 1) * 2 ** 14 + alphaIsUsed, 4)]);
}

export function webpExtended(width: number, height: number): readonly number[] {
  return riff("VP8X", [0x10, 0, 0, 0, ...little(width - 1, 3), ...little(height - 1, 3)]);
}

export function dataUrl(bytes: readonly number[], mediaType = "image/png"): string {
  return `data:${mediaType};base64,${base64(bytes)}`;
}

export function base64(bytes: readonly number[]): string {
  return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(""));
}
