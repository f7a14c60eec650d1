import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalArguments } from "./canonical-arguments.ts";

const values = [
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.maxSafeInteger(),
  fc.double({ min: -1, max: 1 }),
  fc.constant(null),
];
const someJson = fc.object({ values, maxDepth: 3, maxKeys: 4 }).map((value) => JSON.stringify(value));

describe("canonicalArguments", () => {
  it("is the same for every way to write the same JSON", () => {
    const shuffled = (value: unknown): unknown => {
      if (typeof value !== "object" || value === null) return value;
      if (Array.isArray(value)) return value.map(shuffled);
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, field]) => [key, shuffled(field)]),
      );
    };
    fc.assert(
      fc.property(someJson, (json) => {
        const other = JSON.stringify(shuffled(JSON.parse(json)), null, 2);
        expect(canonicalArguments(` ${other}\n`)).toBe(canonicalArguments(json));
      }),
    );
  });

  it("differs for different values", () => {
    fc.assert(
      fc.property(someJson, someJson, (left, right) => {
        const same = canonicalArguments(left) === canonicalArguments(right);
        if (same) expect(JSON.parse(left)).toEqual(JSON.parse(right));
      }),
    );
    expect(canonicalArguments('{"a":[1,2]}')).not.toBe(canonicalArguments('{"a":[2,1]}'));
    expect(canonicalArguments('{"__proto__":1}')).not.toBe(canonicalArguments("{}"));
  });

  it.each(["ls -la", "", '{"a":', "*** Begin Patch"])("leaves what is not JSON as it is: %j", (text) => {
    expect(canonicalArguments(text)).toBe(text);
  });

  it("does not take numbers for one another that JavaScript cannot tell apart", () => {
    expect(canonicalArguments('{"id":9007199254740993}')).not.toBe(canonicalArguments('{"id":9007199254740992}'));
    expect(canonicalArguments('{"id":1e999}')).not.toBe(canonicalArguments('{"id":2e999}'));
    expect(canonicalArguments('{"id":1e999}')).not.toBe(canonicalArguments('{"id":null}'));
  });

  it("bears any depth", () => {
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    expect(canonicalArguments(deep)).toBe(deep);
  });
});
