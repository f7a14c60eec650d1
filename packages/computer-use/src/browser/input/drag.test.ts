import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { movesAlong } from "./drag.ts";

const point = fc.record({ x: fc.nat(1_000), y: fc.nat(1_000) });

describe("movesAlong", () => {
  it("fills a way of two places, and leaves a detailed one as it is", () => {
    expect(
      movesAlong([
        { x: 0, y: 0 },
        { x: 60, y: 0 },
      ]).map(({ x }) => x),
    ).toEqual([10, 20, 30, 40, 50, 60]);
    const detailed = Array.from({ length: 20 }, (_, x) => ({ x, y: 0 }));
    expect(movesAlong(detailed)).toEqual(detailed.slice(1));
  });

  it("passes each place exactly, and ends at the last", () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 30 }), (path) => {
        const moves = movesAlong(path);
        for (const place of path.slice(1)) expect(moves).toContainEqual(place);
        expect(moves.at(-1)).toEqual(path.at(-1));
        expect(moves.length).toBeLessThanOrEqual(path.length + 12);
      }),
    );
  });
});
