import type { RunLogSource } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { verifyCoverage } from "./verify-coverage.ts";

const conversation = [{ a: 0 }, { b: 1 }, { c: 2 }, { d: 3 }];
const note = { note: "stands for 1 and 2" };

function verify(sources: readonly RunLogSource[], window: readonly unknown[], repaired: readonly number[] = []) {
  const coverage = { items: 4, window: sources, repaired };
  return verifyCoverage({ conversation: () => conversation, window: () => window, coverage: () => coverage });
}

const kept = (origin: number) => ({ origin, covers: [] });
const standing = (...covers: readonly number[]) => ({ origin: null, covers });

describe("verifyCoverage", () => {
  it("counts what became of each item", () => {
    expect(verify([kept(0), standing(1, 2)], [conversation[0], note], [3])).toEqual({
      items: 4,
      inWindow: 1,
      covered: 2,
      repaired: 1,
      problem: null,
    });
  });

  it.each([
    { problem: "nothing stands for item 3", sources: [kept(0), standing(1, 2)], window: [conversation[0], note] },
    { problem: "item 0 is there twice", sources: [kept(0), standing(0, 1, 2, 3)], window: [conversation[0], note] },
    { problem: "an item is covered that is not there", sources: [standing(0, 1, 2, 3, 4)], window: [note] },
    { problem: "the coverage is that of another conversation", sources: [standing(0, 1, 2, 3)], window: [note, note] },
    {
      problem: "position 0 of the window is not the item that it says it is",
      sources: [kept(0), standing(1, 2, 3)],
      window: [{ a: 0 }, note],
    },
  ])("says that $problem", ({ problem, sources, window }) => {
    expect(verify(sources, window).problem).toBe(problem);
  });
});
