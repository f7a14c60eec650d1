import { describe, expect, it } from "vitest";
import { archiveIdOf, contentKey, contentKeyOf } from "./content-key.ts";

describe("contentKey", () => {
  it("names equal items alike and others differently", () => {
    expect(contentKey({ role: "user", content: "a" })).toBe(contentKey({ role: "user", content: "a" }));
    const items = Array.from({ length: 20_000 }, (_, index) => ({ role: "user", content: `message ${index}` }));
    expect(new Set(items.map(contentKey)).size).toBe(items.length);
    expect(new Set(items.map((item) => archiveIdOf([item]))).size).toBe(items.length);
  });

  it("tells orders and groupings of items apart", () => {
    const [a, b] = [{ content: "a" }, { content: "b" }];
    const keys = [
      contentKeyOf([a, b]),
      contentKeyOf([b, a]),
      contentKeyOf([a]),
      contentKeyOf([[a, b]]),
      contentKeyOf([]),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("has a name for anything", () => {
    for (const value of [undefined, null, 0, "", "text"]) expect(contentKey(value)).toMatch(/^[\da-z]{22}$/);
  });
});
