import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createThoughtSplitter, type ThoughtTags } from "./thought-splitter.ts";

function split(text: string, tags: ThoughtTags, cuts: readonly number[] = []) {
  const splitter = createThoughtSplitter(tags);
  const places = [0, ...[...cuts].sort((first, second) => first - second), text.length];
  const parted = places.slice(1).map((place, index) => splitter.add(text.slice(places[index], place)));
  const all = [...parted, splitter.end()];
  return { thought: all.map((part) => part.thought).join(""), text: all.map((part) => part.text).join("") };
}

describe("createThoughtSplitter", () => {
  it.each<[ThoughtTags, string, string, string]>([
    ["tagged", "<think>hm</think>\n\nYes.", "hm", "Yes."],
    ["tagged", "\n <think>\nhm\n</think>Yes.", "\nhm\n", "Yes."],
    ["tagged", "<think></think>Yes.", "", "Yes."],
    ["tagged", "<think>without an end", "without an end", ""],
    ["tagged", "It writes <think>hm</think>.", "", "It writes <think>hm</think>."],
    ["tagged", "<thin", "", "<thin"],
    ["tagged", "  plain", "", "  plain"],
    ["tagged", "<think>a</think>b</think>c", "a", "b</think>c"],
    ["untagged-start", "hm</think>Yes.", "hm", "Yes."],
    ["none", "<think>hm</think>Yes.", "", "<think>hm</think>Yes."],
  ])("reads %s %j", (tags, text, thought, said) => {
    expect(split(text, tags)).toEqual({ thought, text: said });
  });

  it("finds the same in any pieces", () => {
    const pieces = fc.constantFrom("<think>", "</think>", "<", "</thi", "\n", " ", "word", "nk>");
    const texts = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(""));
    const tags = fc.constantFrom<ThoughtTags>("tagged", "untagged-start", "none");
    fc.assert(
      fc.property(texts, tags, fc.array(fc.nat({ max: 40 })), (text, kind, cuts) => {
        const within = cuts.map((cut) => Math.min(cut, text.length));
        expect(split(text, kind, within)).toEqual(split(text, kind));
      }),
      { numRuns: 1_000 },
    );
  });
});
