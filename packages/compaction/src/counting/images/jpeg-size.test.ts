import { describe, expect, it } from "vitest";
import type { Bytes } from "./bytes.ts";
import { jpegSize } from "./jpeg-size.ts";
import { jpeg, segment } from "./testing/image-bytes.ts";

describe("jpegSize", () => {
  it("jumps over segments instead of reading them", () => {
    const before = new Array<readonly number[]>(5).fill(segment(0xe2, new Array(10_000).fill(0)));
    const { bytes, reads } = counted(jpeg(7, 9, { before }));
    expect(jpegSize(bytes)).toEqual({ width: 7, height: 9 });
    expect(reads()).toBeLessThan(100);
  });

  it("reads a bounded number of bytes of an endless file", () => {
    for (const endless of [[0xff], [0xff, 0xe0, 0x00, 0x02]]) {
      let reads = 0;
      const bytes: Bytes = (offset) => {
        reads += 1;
        return endless[offset % endless.length] ?? 0;
      };
      expect(jpegSize((offset) => (offset < 2 ? bytes(offset) : bytes(offset - 2)))).toBeUndefined();
      expect(reads).toBeLessThan(10_000);
    }
  });
});

function counted(list: readonly number[]): { readonly bytes: Bytes; readonly reads: () => number } {
  let reads = 0;
  return {
    bytes: (offset) => {
      reads += 1;
      return list[offset] ?? Number.NaN;
    },
    reads: () => reads,
  };
}
