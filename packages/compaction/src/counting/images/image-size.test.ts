import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { imageSize } from "./image-size.ts";
import {
  base64,
  dataUrl,
  gif,
  jpeg,
  png,
  segment,
  webpExtended,
  webpLossless,
  webpLossy,
} from "./testing/image-bytes.ts";

type Build = (width: number, height: number) => readonly number[];

const exif = segment(0xe1, [...Array.from("Exif\0\0", (letter) => letter.charCodeAt(0)), ...new Array(60_000).fill(7)]);
const colourProfile = new Array<readonly number[]>(3).fill(segment(0xe2, new Array(65_000).fill(0xff)));

/** Each format with the largest side that its header has room for. */
const formats: Readonly<Record<string, { readonly build: Build; readonly largest: number }>> = {
  png: { build: png, largest: 2 ** 31 - 1 },
  gif87a: { build: (width, height) => gif(width, height, "87a"), largest: 65_535 },
  gif89a: { build: (width, height) => gif(width, height, "89a"), largest: 65_535 },
  "baseline jpeg": { build: jpeg, largest: 65_535 },
  "progressive jpeg": { build: (width, height) => jpeg(width, height, { frame: 0xc2 }), largest: 65_535 },
  "lossy webp": { build: webpLossy, largest: 16_383 },
  "lossless webp": { build: webpLossless, largest: 16_384 },
  "extended webp": { build: webpExtended, largest: 2 ** 24 },
};

describe.each(Object.entries(formats))("imageSize of a %s", (_, { build, largest }) => {
  it("is what the header states", () => {
    const sides = fc.oneof(fc.integer({ min: 1, max: largest }), fc.constantFrom(1, largest));
    fc.assert(
      fc.property(sides, sides, (width, height) => {
        expect(imageSize(dataUrl(build(width, height)))).toEqual({ width, height });
      }),
    );
  });

  it("is unknown or right where the file is cut off", () => {
    const bytes = build(640, 480);
    for (let length = 0; length < bytes.length; length += 1) {
      const size = imageSize(dataUrl(bytes.slice(0, length)));
      if (size !== undefined) expect(size).toEqual({ width: 640, height: 480 });
    }
    expect(imageSize(dataUrl(bytes.slice(0, 8)))).toBeUndefined();
  });

  it("is unknown or valid where a byte is damaged", () => {
    const bytes = build(640, 480);
    const damage = fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (damages) => {
        const damaged = [...bytes];
        for (const [offset, byte] of damages) damaged[offset] = byte;
        expectValid(imageSize(dataUrl(damaged)));
      }),
    );
  });
});

describe("imageSize", () => {
  it("finds a JPEG's frame behind EXIF data, a large colour profile, tables and fill bytes", () => {
    const tables = segment(0xc4, new Array(400).fill(0xc0));
    const before = [exif, ...colourProfile, [0xff, 0xff], tables];
    expect(imageSize(dataUrl(jpeg(4_032, 3_024, { before, frame: 0xc2 }), "image/jpeg"))).toEqual({
      width: 4_032,
      height: 3_024,
    });
  });

  it("looks at the bytes and not at the media type", () => {
    expect(imageSize(dataUrl(gif(3, 5), "image/jpeg"))).toEqual({ width: 3, height: 5 });
    expect(imageSize(dataUrl(gif(3, 5), "image/gif;name=a b.gif"))).toEqual({ width: 3, height: 5 });
    expect(imageSize(dataUrl(gif(3, 5), "IMAGE/GIF").replace("data", "DATA"))).toEqual({ width: 3, height: 5 });
  });

  it("reads base64 with line breaks", () => {
    const lines = base64(jpeg(800, 600, { before: [exif] })).replace(/.{76}/g, "$&\r\n");
    expect(imageSize(`data:image/jpeg;base64,${lines}`)).toEqual({ width: 800, height: 600 });
    expect(imageSize(`data:image/jpeg;base64, ${base64(jpeg(80, 60))}`)).toEqual({ width: 80, height: 60 });
  });

  it.each([
    ["an address", "https://example.com/a.png"],
    ["a file id", "file-abc"],
    ["nothing", ""],
    ["a data URL without data", "data:image/png;base64,"],
    ["a data URL that is not base64", "data:image/svg+xml,<svg/>"],
    ["another format", dataUrl(Array.from("%PDF-1.7", (letter) => letter.charCodeAt(0)))],
    ["a width of zero", dataUrl(png(0, 10))],
    ["a JPEG whose height comes after its data", dataUrl(jpeg(10, 0))],
    ["a JPEG whose data comes before its frame", dataUrl([0xff, 0xd8, ...segment(0xda, [1]), ...jpeg(1, 1).slice(2)])],
    ["a JPEG segment of length zero", dataUrl([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xc0])],
    ["a JPEG with a marker that means nothing", dataUrl(jpeg(1, 1, { before: [segment(0x02, [])] }))],
    ["bytes without a marker between segments", dataUrl(jpeg(1, 1, { before: [[0x00]] }))],
    ["a PNG whose first chunk is not its header", dataUrl(png(5, 5).with(12, 0x41))],
  ])("knows no size of %s", (_, source) => {
    expect(imageSize(source)).toBeUndefined();
  });

  it("does not throw, whatever the source", () => {
    const beginnings = fc.constantFrom<readonly number[]>(
      [],
      png(1, 1).slice(0, 16),
      [0xff, 0xd8],
      jpeg(1, 1).slice(0, 20),
      gif(1, 1).slice(0, 6),
      webpLossy(1, 1).slice(0, 16),
      webpLossless(1, 1).slice(0, 16),
      webpExtended(1, 1).slice(0, 16),
    );
    const bytes = fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 80 });
    const units = fc.integer({ min: 0, max: 0xffff });
    const texts = fc.array(units, { maxLength: 80 }).map((list) => String.fromCharCode(...list));
    const sources = fc.oneof(
      texts,
      texts.map((text) => `data:image/png;base64,${text}`),
      fc.tuple(beginnings, bytes).map((lists) => dataUrl(lists.flat())),
      fc.tuple(beginnings, texts).map(([list, text]) => dataUrl(list) + text),
    );
    fc.assert(
      fc.property(sources, (source) => expectValid(imageSize(source))),
      { numRuns: 500 },
    );
  });

  it("gives up on a JPEG of endless segments or fill bytes", () => {
    const head = "data:image/jpeg;base64,";
    const emptySegments = base64([...segment(0xe1, []), ...segment(0xe1, []), ...segment(0xe1, [])]);
    const start = base64([0xff, 0xd8, 0xff]);
    for (const repeated of [emptySegments, "////", "/+AA"]) {
      expect(imageSize(head + start + repeated.repeat(2_000))).toBeUndefined();
      expect(imageSize(head + repeated.repeat(2_000))).toBeUndefined();
    }
  });
});

function expectValid(size: ReturnType<typeof imageSize>): void {
  if (size === undefined) return;
  for (const side of [size.width, size.height]) {
    expect(Number.isInteger(side)).toBe(true);
    expect(side).toBeGreaterThan(0);
  }
}
