import { describe, expect, it } from "vitest";
import { blankImage } from "../adapters/blank-image.ts";
import type { CountablePart, ItemFacts } from "../adapters/item-adapter.ts";
import { lengthCounter } from "../testing/length-counter.ts";
import { heuristicCounter } from "./heuristic-counter.ts";
import { imageFormulas } from "./images/image-formulas.ts";
import { dataUrl, png } from "./images/testing/image-bytes.ts";
import { countItemTokens } from "./item-tokens.ts";

const framing = 4;

function itemOf(...parts: readonly CountablePart[]): ItemFacts {
  return { role: "user", type: "message", calls: [], results: [], reasoning: false, standsForPrefix: false, parts };
}

function image(source: string | null, detail: string | null = null): CountablePart {
  return { kind: "image", source, detail, evicted: false };
}

describe("countItemTokens", () => {
  it("adds up texts and framing", () => {
    const item = itemOf({ kind: "text", text: "12345678" }, { kind: "text", text: "1234" });
    expect(countItemTokens(item, lengthCounter)).toEqual({ tokens: framing + 3, estimated: false });
    expect(countItemTokens(item, heuristicCounter).estimated).toBe(true);
    expect(countItemTokens(itemOf(), lengthCounter)).toEqual({ tokens: framing, estimated: false });
  });

  it("counts an image by the size in its header, exactly where the formula is documented", () => {
    const item = itemOf(image(dataUrl(png(1_920, 1_080))));
    const count = (family: keyof typeof imageFormulas) => countItemTokens(item, lengthCounter, imageFormulas[family]);
    expect(count("gpt-4o")).toEqual({ tokens: framing + 1_105, estimated: false });
    expect(count("claude")).toEqual({ tokens: framing + 1_560, estimated: false });
    expect(count("gemini-3")).toEqual({ tokens: framing + 1_120, estimated: true });
  });

  it("passes the detail on", () => {
    const item = itemOf(image(dataUrl(png(1_920, 1_080)), "low"));
    expect(countItemTokens(item, lengthCounter, imageFormulas["gpt-4o"]).tokens).toBe(framing + 85);
  });

  it("estimates an image of unknown size as 1024 × 1024", () => {
    for (const source of [null, "https://example.com/a.png", "file-abc", "data:image/png;base64,AAAA"]) {
      expect(countItemTokens(itemOf(image(source)), lengthCounter, imageFormulas["gpt-4o"])).toEqual({
        tokens: framing + 765,
        estimated: true,
      });
    }
  });

  it("assumes OpenAI's tiles where no formula is given", () => {
    expect(countItemTokens(itemOf(image(dataUrl(png(1_024, 1_024)))), lengthCounter)).toEqual({
      tokens: framing + 765,
      estimated: true,
    });
  });

  it("counts the tiny image in an evicted one's place as what it is", () => {
    const item = itemOf({ kind: "image", source: blankImage, detail: null, evicted: true });
    expect(countItemTokens(item, lengthCounter, imageFormulas.claude)).toEqual({
      tokens: framing + 4,
      estimated: false,
    });
  });

  it("takes a formula of one's own", () => {
    const formula = { tokens: () => 42, evidence: "recorded" } as const;
    expect(countItemTokens(itemOf(image(null), image(null)), lengthCounter, formula).tokens).toBe(framing + 84);
  });

  it("estimates opaque content by its length, never below one token", () => {
    const opaque = (characters: number) => countItemTokens(itemOf({ kind: "opaque", characters }), lengthCounter);
    expect(opaque(4_000)).toEqual({ tokens: framing + 588, estimated: true });
    expect(opaque(0)).toEqual({ tokens: framing + 1, estimated: true });
  });
});
