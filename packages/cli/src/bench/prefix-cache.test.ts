import { expect, it } from "vitest";
import { cachedTokens } from "./prefix-cache.ts";

it.each([
  [0, 0],
  [1_023, 0],
  [1_024, 1_024],
  [1_151, 1_024],
  [1_152, 1_152],
  [100_000, 99_968],
])("serves of %d shared tokens %d", (shared, cached) => {
  expect(cachedTokens(shared)).toBe(cached);
});
