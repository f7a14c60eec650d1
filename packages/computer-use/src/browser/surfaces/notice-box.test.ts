import { describe, expect, it } from "vitest";
import { createNoticeBox } from "./notice-box.ts";

describe("createNoticeBox", () => {
  it("keeps the first twenty different notices and counts the others", () => {
    const box = createNoticeBox();
    for (let number = 0; number < 1_000; number += 1) {
      box.add(`Notice ${number}`);
      box.add("Notice 0");
    }
    const drained = box.drain();
    expect(drained).toHaveLength(21);
    expect(drained.at(-1)).toBe("980 more notices were left out.");
    expect(box.drain()).toEqual([]);
  });

  it("keeps a notice on one line and short", () => {
    const box = createNoticeBox();
    box.add(`first\nsecond\u0007 ${"x".repeat(10_000)}`);
    expect(box.drain()).toEqual([`first second\ufffd ${"x".repeat(285)}…`]);
  });
});
