import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base64Bytes, littleUint16, littleUint24, spells, uint16, uint32 } from "./bytes.ts";
import { base64 } from "./testing/image-bytes.ts";

const byteLists = fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 40 });

describe("base64Bytes", () => {
  it("reads any byte, whichever the alphabet, and none after the last", () => {
    fc.assert(
      fc.property(byteLists, fc.boolean(), (bytes, isUrlSafe) => {
        const text = isUrlSafe ? base64(bytes).replaceAll("+", "-").replaceAll("/", "_") : base64(bytes);
        const read = base64Bytes(text);
        expect(bytes.map((_, offset) => read(offset))).toEqual(bytes);
        for (const beyond of [bytes.length, bytes.length + 1, bytes.length + 100]) expect(read(beyond)).toBeNaN();
      }),
    );
  });

  it("has no byte where the text is not base64", () => {
    expect(base64Bytes("!!!!AAAA")(0)).toBeNaN();
    expect(base64Bytes("!!!!AAAA")(3)).toBe(0);
  });
});

describe("numbers", () => {
  const read = base64Bytes(base64([0x12, 0x34, 0x56, 0xff]));

  it("are read in either order", () => {
    expect(uint16(read, 0)).toBe(0x1234);
    expect(uint32(read, 0)).toBe(0x123456ff);
    expect(littleUint16(read, 1)).toBe(0x5634);
    expect(littleUint24(read, 1)).toBe(0xff5634);
  });

  it("are none where one of their bytes is missing", () => {
    expect(uint16(read, 3)).toBeNaN();
    expect(uint32(read, 1)).toBeNaN();
    expect(littleUint24(read, 2)).toBeNaN();
    expect(spells(read, 3, "\xff\0")).toBe(false);
  });
});
