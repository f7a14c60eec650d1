import { describe, expect, it } from "vitest";
import { shrink } from "./shrink.ts";

const numbers = Array.from({ length: 40 }, (_, index) => index);

describe("shrink", () => {
  it("leaves what it takes to fail", async () => {
    expect(await shrink(numbers, async (list) => list.includes(3) && list.includes(31))).toEqual([3, 31]);
    expect(await shrink(numbers, async () => true)).toEqual([]);
    expect(await shrink(numbers, async () => false)).toEqual(numbers);
  });

  it("comes to an end where nothing can be left out of a long list", async () => {
    let attempts = 0;
    const long = Array.from({ length: 5_000 }, (_, index) => index);
    expect(
      await shrink(long, async () => {
        attempts += 1;
        return false;
      }),
    ).toEqual(long);
    expect(attempts).toBeLessThanOrEqual(200);
  });
});
