import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ImageFamily, imageFormulas } from "./image-formulas.ts";
import { qwenPatches } from "./qwen-patches.ts";

type Row = readonly [family: ImageFamily, width: number, height: number, detail: string | null, tokens: number];

/** Worked by hand, from the providers' guides or from their published code. */
const worked: readonly Row[] = [
  ["gpt-4o", 1_920, 1_080, "high", 1_105],
  ["gpt-4o", 1_920, 1_080, null, 1_105],
  ["gpt-4o", 1_920, 1_080, "low", 85],
  ["gpt-4o", 1_024, 1_024, "high", 765],
  ["gpt-4o", 2_048, 4_096, "high", 1_105],
  ["gpt-4o", 1, 1, "auto", 255],
  ["gpt-4o", 20_000, 1, "high", 765],
  ["gpt-5", 1_920, 1_080, "high", 910],
  ["gpt-5", 4_096, 8_192, "low", 70],
  ["gpt-4o-mini", 512, 512, "high", 8_500],
  ["openai-o", 128, 64, "high", 225],
  ["computer-use-preview", 1_024, 768, "high", 65 + 4 * 129],

  ["gpt-5-mini", 1_920, 1_080, "high", 1_810],
  ["gpt-5-mini", 1_600, 1_600, "high", 1_826],
  ["gpt-5-nano", 1_600, 1_600, "high", 2_282],
  ["gpt-4.1-nano", 1_024, 1_024, null, Math.ceil(1_024 * 2.46)],
  ["gpt-4.1-nano", 1_800, 2_400, null, Math.ceil(1_452 * 2.46)],
  ["o4-mini", 1_024, 1_024, "low", Math.ceil(1_024 * 1.72)],
  ["gpt-4.1-mini", 320, 480, "high", 243],
  ["gpt-5.4", 1_024, 1_024, "high", 1_229],
  ["gpt-5.4", 2_048, 2_048, "high", 3_000],
  ["gpt-5.4", 2_048, 2_048, "low", Math.ceil(4_096 * 1.2)],
  ["gpt-5.4", 1_920, 1_080, "original", 2_448],
  ["gpt-5.4", 20_000, 20_000, "original", 12_000],
  ["gpt-5.5", 1_920, 1_080, null, 2_448],
  ["gpt-5.5", 1_024, 512, "low", Math.ceil(16 * 8 * 1.2)],
  ["gpt-5.6", 4_800, 6_400, "original", 36_000],
  // Refused by the API, and counted as about the most that it takes.
  ["gpt-5.6", 20_000, 20_000, "auto", Math.ceil(173 ** 2 * 1.2)],

  ["claude", 1_000, 1_000, null, 1_296],
  ["claude", 1_920, 1_080, null, 52 * 30],
  ["claude", 1_075, 1_520, null, 33 * 47],
  ["claude", 2_688, 1_500, null, 52 * 29],
  ["claude", 1, 1, null, 1],
  ["claude-high-resolution", 1_920, 1_080, null, 2_691],
  ["claude-high-resolution", 1_075, 1_520, null, 2_145],
  ["claude-high-resolution", 3_840, 2_160, null, 4_784],

  ["gemini-2", 384, 384, null, 258],
  ["gemini-2", 960, 540, null, 1_548],
  ["gemini-2", 1_024, 1_024, null, 1_032],
  ["gemini-3", 1_920, 1_080, null, 1_120],
  ["gemini-3", 64, 64, "low", 280],
  ["gemini-3", 64, 64, "MEDIA_RESOLUTION_ULTRA_HIGH", 2_240],

  // Two more than the squares, for the markers around an image.
  ["qwen2.5-vl", 1_920, 1_080, null, 2_691 + 2],
  ["qwen2.5-vl", 1_440, 900, null, 1_632 + 2],
  ["qwen2.5-vl", 686, 686, null, 24 * 24 + 2],
  ["qwen2.5-vl", 1, 1, null, 4 + 2],
  ["qwen3.5", 1_440, 900, null, 1_260 + 2],
  ["qwen3.5", 720, 720, null, 22 * 22 + 2],
  ["qwen3.5", 1, 1, null, 64 + 2],
  ["fara1.5", 1_440, 900, null, 1_260 + 2],
];

describe("imageFormulas", () => {
  it.each(worked)("%s: %i × %i at %s costs %i", (family, width, height, detail, tokens) => {
    expect(imageFormulas[family].tokens({ width, height, detail })).toBe(tokens);
  });

  it("take other limits", () => {
    const formula = qwenPatches({ factor: 28, minimumPixels: 3_136, maximumPixels: 1_280 * 28 ** 2 });
    expect(formula({ width: 1_920, height: 1_080, detail: null })).toBe(1_222 + 2);
  });
});

interface Bounds {
  /** The most that an image of any size costs. */
  readonly cap: number;
  /** Between these sides the image is taken as it is, so that a larger one cannot cost less. */
  readonly unresized?: readonly [smallest: number, largest: number];
}

/** At the detail that costs most, and at others. */
const bounds: Readonly<Record<ImageFamily, Bounds>> = {
  "gpt-4o": { cap: 85 + 8 * 170, unresized: [1, 768] },
  "gpt-4o-mini": { cap: 2_833 + 8 * 5_667, unresized: [1, 768] },
  "gpt-5": { cap: 70 + 8 * 140, unresized: [1, 768] },
  "openai-o": { cap: 75 + 8 * 150, unresized: [1, 768] },
  "computer-use-preview": { cap: 65 + 8 * 129, unresized: [1, 768] },
  "gpt-4.1-mini": { cap: Math.ceil(4_096 * 1.62), unresized: [1, 2_048] },
  "gpt-4.1-nano": { cap: Math.ceil(1_536 * 2.46), unresized: [1, 1_248] },
  "o4-mini": { cap: Math.ceil(1_536 * 1.72), unresized: [1, 1_248] },
  "gpt-5-mini": { cap: Math.ceil(1_536 * 1.2), unresized: [1, 1_248] },
  "gpt-5-nano": { cap: 1_536 * 1.5, unresized: [1, 1_248] },
  "gpt-5.2": { cap: Math.ceil(4_096 * 1.2), unresized: [1, 2_048] },
  "gpt-5.4": { cap: 12_000, unresized: [1, 1_600] },
  "gpt-5.5": { cap: 12_000, unresized: [1, 512] },
  "gpt-5.6": { cap: 36_000, unresized: [1, 512] },
  claude: { cap: 1_568, unresized: [1, 1_092] },
  "claude-high-resolution": { cap: 4_784, unresized: [1, 1_932] },
  // Larger tiles for squarer images: growing one side can make an image cheaper.
  "gemini-2": { cap: 8 * 258 },
  "gemini-3": { cap: 2_240, unresized: [1, 20_000] },
  "qwen2.5-vl": { cap: 16_384 + 2, unresized: [56, 3_584] },
  "qwen3.5": { cap: 16_384 + 2, unresized: [256, 4_096] },
  "fara1.5": { cap: 12_544 + 2, unresized: [256, 3_584] },
};

const details = fc.constantFrom("low", "high", "original", "auto", "medium", "anything", null);
const sides = fc.integer({ min: 1, max: 20_000 });
const families = Object.keys(bounds) as readonly ImageFamily[];

describe.each(families)("the formula of %s", (family) => {
  const { tokens } = imageFormulas[family];
  const { cap } = bounds[family];

  it("gives a whole number above zero, within the cap, and the same for an image on its side", () => {
    fc.assert(
      fc.property(sides, sides, details, (width, height, detail) => {
        const cost = tokens({ width, height, detail });
        expect(Number.isInteger(cost)).toBe(true);
        expect(cost).toBeGreaterThan(0);
        expect(cost).toBeLessThanOrEqual(cap);
        expect(tokens({ width: height, height: width, detail })).toBe(cost);
      }),
      { numRuns: 1_000 },
    );
  });

  it("stays within the cap for sides that a forged header may claim", () => {
    const forged = fc.constantFrom(1, 2, 33, 20_000, 65_535, 2 ** 24, 2 ** 32 - 1);
    fc.assert(
      fc.property(forged, forged, details, (width, height, detail) => {
        const cost = tokens({ width, height, detail });
        expect(Number.isInteger(cost)).toBe(true);
        expect(cost).toBeGreaterThan(0);
        expect(cost).toBeLessThanOrEqual(cap);
      }),
    );
  });
});

const monotone = families.flatMap((family) => {
  const range = bounds[family].unresized;
  return range === undefined ? [] : [{ family, range }];
});

describe.each(monotone)("the formula of $family between $range pixels", ({ family, range: [min, max] }) => {
  const { tokens } = imageFormulas[family];

  it("does not charge less for more", () => {
    const within = fc.integer({ min, max });
    fc.assert(
      fc.property(within, within, within, within, details, (a, b, c, d, detail) => {
        const smaller = tokens({ width: Math.min(a, b), height: Math.min(c, d), detail });
        const larger = tokens({ width: Math.max(a, b), height: Math.max(c, d), detail });
        expect(smaller).toBeLessThanOrEqual(larger);
      }),
    );
  });
});
