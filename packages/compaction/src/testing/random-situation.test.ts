import { describe, expect, it } from "vitest";
import { randomSituation } from "./random-situation.ts";
import { seededRandom } from "./seeded-random.ts";

describe("randomSituation", () => {
  it("is the same for the same seed, and another for another", () => {
    expect(randomSituation("anthropic", 7)).toEqual(randomSituation("anthropic", 7));
    expect(randomSituation("anthropic", 7)).not.toEqual(randomSituation("anthropic", 8));
  });

  it("comes to every kind of step, prior and pinning", () => {
    const situations = Array.from({ length: 100 }, (_, seed) => randomSituation("openai-chat", seed));
    const kinds = new Set(situations.flatMap(({ history }) => history.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual([
      "compaction",
      "dangling-reasoning",
      "image",
      "message",
      "response",
      "screenshot",
      "search",
    ]);
    expect(new Set(situations.map(({ prior }) => prior)).size).toBe(5);
    expect(new Set(situations.map(({ pinEvery }) => pinEvery)).size).toBe(3);
  });
});

describe("seededRandom", () => {
  it("draws evenly, from either end of a range to the other", () => {
    const random = seededRandom(1);
    const counts = [0, 0, 0, 0];
    for (let draw = 0; draw < 4_000; draw += 1) {
      const drawn = random.between(1, 4) - 1;
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
    expect(Array.from({ length: 9 }, () => random.chance(0))).not.toContain(true);
    expect(Array.from({ length: 9 }, () => random.chance(1))).not.toContain(false);
    expect(random.pick(["only"])).toBe("only");
  });
});
