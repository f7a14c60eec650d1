import { expect, it } from "vitest";
import { createUnreadableReasoning } from "./unreadable-reasoning.ts";

it("remembers the newest", () => {
  const unreadable = createUnreadableReasoning(2);
  unreadable.add(["a", "b"]);
  unreadable.add(["b", "c"]);
  expect(["a", "b", "c"].map((sealed) => unreadable.has(sealed))).toEqual([false, true, true]);
});
