import { describe, expect, it } from "vitest";
import { addTextFeatures, FEATURE_NAMES } from "./text-features.ts";

function featuresOf(text: string): Record<string, number> {
  const features = new Float64Array(FEATURE_NAMES.length);
  addTextFeatures(text, features);
  const named = FEATURE_NAMES.map((name, index) => [name, features[index] as number] as const);
  return Object.fromEntries(named.filter(([, amount]) => amount > 0));
}

describe("addTextFeatures", () => {
  it.each([
    ["words with the space before them", "the quick brown fox", 4],
    ["the humps of camelCase", "getUserName HTMLElement", 4],
    ["digits in threes", "1234567", 3],
    ["a space before digits on its own", "in 2024", 4],
    ["a contraction with its word", "it's don't we'll", 3],
    ["one mark with the word behind it", ".length", 1],
    ["several marks on their own", "=> {", 2],
    ["indentation but for its last space", "\n    return", 3],
    ["newlines with the punctuation before them", "};\n\n", 1],
    ["blank lines at once", "a\n \n\n", 2],
    ["every run of one script", "日本語テキスト", 2],
    ["trailing space", "end  ", 2],
  ])("counts as pieces %s", (_, text, pieces) => {
    expect(featuresOf(text)).toMatchObject({ piece: pieces });
  });

  it("finds why a piece may be more than one token", () => {
    expect(featuresOf("internationalisation")).toEqual({ piece: 1, "small letter past 10 of a word": 10 });
    expect(featuresOf("STATE")).toEqual({ piece: 1, "capital past 2 of a word": 3 });
    expect(featuresOf("xqz")).toEqual({ piece: 1, "rare letter pair": 2 });
    expect(featuresOf("déjà")).toEqual({ piece: 1, "accented letter": 2 });
    expect(featuresOf("_id")).toEqual({ piece: 1, "word after a joining mark": 1 });
    expect(featuresOf('"id')).toEqual({ piece: 1, "word after another mark": 1 });
    expect(featuresOf("!?!?")).toEqual({ piece: 1, "change of mark past 2": 2 });
    expect(featuresOf("=".repeat(9))).toEqual({ piece: 1, "repeated mark past 3": 5 });
    expect(featuresOf("│──")).toEqual({ piece: 1, "other symbol in a run": 1, "repeated symbol": 1 });
    expect(featuresOf("👍🎉")).toEqual({ piece: 1, "character outside the basic plane": 2 });
    expect(featuresOf(" ".repeat(70))).toEqual({ piece: 1, "white unit past 64 of a run": 6 });
    expect(featuresOf("привет")).toEqual({ piece: 1, "cyrillic letter past 3": 3 });
    expect(featuresOf("世界")).toEqual({ piece: 1, "han letter past 1": 1 });
  });

  it("does not take a letter repeated, or a letter before a digit, for a rare pair", () => {
    expect(featuresOf("aaaa")).toEqual({ piece: 1 });
    expect(featuresOf("x1")).toEqual({ piece: 2 });
  });

  it("adds to what is there", () => {
    const features = new Float64Array(FEATURE_NAMES.length).fill(1);
    addTextFeatures("two words", features);
    expect(features[0]).toBe(3);
  });
});
