import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { faraProfiles } from "../profiles/fara-profiles.ts";
import { smartResize } from "./smart-resize.ts";

const { "7b": seven, "1.5": later } = faraProfiles;

/** Sizes, and what the reference's Python makes of them with the factors 28 and 32. */
const sizes: readonly (readonly [number, number, string, string])[] = [
  [1440, 900, "1428x896", "1440x896"],
  [1428, 896, "1428x896", "1440x896"],
  [1440, 896, "1428x896", "1440x896"],
  [1280, 720, "1288x728", "1280x704"],
  [1920, 1080, "1932x1092", "1920x1088"],
  [1366, 768, "1372x756", "1376x768"],
  [1024, 768, "1036x756", "1024x768"],
  [800, 600, "812x588", "800x608"],
  [640, 480, "644x476", "640x480"],
  [1280, 800, "1288x812", "1280x800"],
  [1600, 900, "1596x896", "1600x896"],
  [1680, 1050, "1680x1064", "1664x1056"],
  [2560, 1440, "2548x1428", "2560x1440"],
  [3840, 2160, "3836x2156", "3840x2176"],
  [7680, 4320, "4760x2688", "4768x2688"],
  [720, 720, "728x728", "704x704"],
  [686, 686, "672x672", "672x672"],
  [752, 752, "756x756", "768x768"],
  [734, 1246, "728x1232", "736x1248"],
  [1288, 711, "1288x700", "1280x704"],
  [2560, 1305, "2548x1316", "2560x1312"],
  [1386, 900, "1400x896", "1376x896"],
  [1000, 666, "1008x672", "992x672"],
  [1456, 819, "1456x812", "1472x832"],
  [414, 896, "420x896", "416x896"],
  [390, 844, "392x840", "384x832"],
  [360, 640, "364x644", "352x640"],
  [768, 1024, "756x1036", "768x1024"],
  [820, 1180, "812x1176", "832x1184"],
  [1112, 834, "1120x840", "1120x832"],
  [28, 28, "56x56", "64x64"],
  [32, 32, "56x56", "64x64"],
  [1, 1, "56x56", "64x64"],
  [10, 10, "56x56", "64x64"],
  [14, 42, "56x112", "64x128"],
  [16, 48, "56x112", "64x128"],
  [200, 1, "196x28", "192x32"],
  [1, 150, "28x140", "32x160"],
  [56, 56, "56x56", "64x64"],
  [50, 62, "56x56", "64x64"],
  [3000, 20, "2996x28", "3008x32"],
  [20, 3000, "28x2996", "32x3008"],
  [5000, 5000, "3556x3556", "3552x3552"],
  [3584, 3584, "3584x3584", "3584x3584"],
  [3585, 3584, "3584x3584", "3584x3584"],
  [10000, 50, "9996x56", "9984x64"],
  [4096, 3136, "4088x3136", "4096x3136"],
  [1234, 567, "1232x560", "1248x576"],
  [999, 1001, "1008x1008", "992x992"],
  [42, 70, "56x56", "64x96"],
  [70, 98, "56x112", "64x96"],
  [1442, 910, "1456x896", "1440x896"],
];

describe("smartResize", () => {
  it.each(sizes)("brings %i × %i to %s for Fara-7B and %s for Fara1.5", (width, height, of7B, of15) => {
    const first = smartResize({ width, height }, seven.resize);
    const second = smartResize({ width, height }, later.resize);
    expect([`${first.width}x${first.height}`, `${second.width}x${second.height}`]).toEqual([of7B, of15]);
  });

  it("leaves the preferred frames alone", () => {
    for (const { frame, resize } of [seven, later]) expect(smartResize(frame, resize)).toEqual(frame);
  });

  it("rounds halves to the even multiple, as Python does", () => {
    expect(smartResize({ width: 720, height: 720 }, later.resize)).toEqual({ width: 704, height: 704 });
    expect(smartResize({ width: 686, height: 686 }, seven.resize)).toEqual({ width: 672, height: 672 });
    expect(smartResize({ width: 752, height: 752 }, later.resize)).toEqual({ width: 768, height: 768 });
  });

  it("gives multiples of the factor within the bounds, which it leaves alone", () => {
    const side = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(side, side, fc.constantFrom(seven, later), (width, height, { resize }) => {
        fc.pre(Math.max(width, height) / Math.min(width, height) <= 200);
        const result = smartResize({ width, height }, resize);
        expect(result.width % resize.factor).toBe(0);
        expect(result.height % resize.factor).toBe(0);
        expect(result.width * result.height).toBeLessThanOrEqual(resize.maximumPixels);
        expect(result.width * result.height).toBeGreaterThanOrEqual(resize.minimumPixels);
      }),
    );
  });

  it("refuses what no screen has", () => {
    expect(() => smartResize({ width: 0, height: 5 }, seven.resize)).toThrow(
      "A frame has no area. Give the computer a usual screen size.",
    );
    expect(() => smartResize({ width: 4_020, height: 20 }, seven.resize)).toThrow(
      "A frame is more than 200 times as long as wide. Give the computer a usual screen size.",
    );
  });
});
