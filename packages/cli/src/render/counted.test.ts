import { expect, it } from "vitest";
import { counted } from "./counted.ts";

it("speaks of one thing in the singular", () => {
  expect([0, 1, 2, 2_000].map((count) => counted(count, "item"))).toEqual([
    "0 items",
    "1 item",
    "2 items",
    "2,000 items",
  ]);
});
