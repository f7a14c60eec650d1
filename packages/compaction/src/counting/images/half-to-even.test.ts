import { expect, it } from "vitest";
import { roundHalfToEven } from "./half-to-even.ts";

it("rounds halves to the even neighbour and everything else to the nearest", () => {
  const rounded = [0.4, 0.5, 1.5, 2.5, 2.51, 22.5, 23.5, 7].map(roundHalfToEven);
  expect(rounded).toEqual([0, 0, 2, 2, 3, 22, 24, 7]);
});
