import type { EmulatedFaraGeneration } from "@massgen/testing";
import { seenImages } from "@massgen/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { emulatedFara } from "./emulated-fara.ts";
import { faraWords } from "./fara-words.ts";
import { targets } from "./site/shop-pages.ts";
import { type Bench, startBench } from "./start-bench.ts";

const slow = 60_000;

describeWith("chromium", "Fara in a browser of another size", () => {
  const frame = { width: 1_280, height: 800 };
  let bench: Bench;

  beforeAll(async () => {
    bench = await startBench({ ...frame, mediaType: "image/png" });
  }, slow);
  afterAll(() => bench?.[Symbol.asyncDispose]());

  it.each<[EmulatedFaraGeneration, { readonly width: number; readonly height: number }]>([
    ["7b", { width: 1_288, height: 812 }],
    ["1.5", frame],
  ])("%s hits targets of eight pixels", { timeout: slow }, async (generation, sent) => {
    const { click, finish } = faraWords(generation, frame, sent);
    const { model, emulator } = await emulatedFara({ generation, script: [...targets.map(click), finish("All hit.")] });
    await using _ = emulator;
    const { result } = await bench.run({ model, page: "/targets" });
    expect(result).toMatchObject({ status: "success", answer: "All hit." });
    expect(bench.shop.state.hits).toEqual(targets.map((_target, index) => `${index}`));
    expect(emulator.layoutProblems()).toEqual([]);
    for (const { seen } of emulator.requests) {
      expect(
        seen && seenImages(seen).every(({ width, height }) => width === sent.width && height === sent.height),
      ).toBe(true);
    }
  });
});
