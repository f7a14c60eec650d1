import { crc32, inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { blankImage } from "./blank-image.ts";

describe("blankImage", () => {
  it("is a PNG of 32 × 32 pixels that any decoder takes", () => {
    const [type, base64 = ""] = blankImage.split(",");
    expect(type).toBe("data:image/png;base64");
    const bytes = Buffer.from(base64, "base64");
    expect(bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
    const chunks = new Map<string, Buffer>();
    for (let offset = 8; offset < bytes.length; ) {
      const end = offset + 8 + bytes.readUInt32BE(offset);
      expect(bytes.readUInt32BE(end)).toBe(crc32(bytes.subarray(offset + 4, end)));
      chunks.set(bytes.toString("latin1", offset + 4, offset + 8), bytes.subarray(offset + 8, end));
      offset = end + 4;
    }
    expect([...chunks.keys()]).toEqual(["IHDR", "IDAT", "IEND"]);
    const header = chunks.get("IHDR") ?? Buffer.alloc(0);
    expect([header.readUInt32BE(0), header.readUInt32BE(4)]).toEqual([32, 32]);
    // One bit a pixel: a filter byte and four bytes of pixels a row.
    expect(inflateSync(chunks.get("IDAT") ?? Buffer.alloc(0)).length).toBe(32 * 5);
  });
});
