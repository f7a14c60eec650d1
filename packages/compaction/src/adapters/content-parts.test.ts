import { describe, expect, it } from "vitest";
import { contentParts, leafParts } from "./content-parts.ts";

describe("leafParts", () => {
  it("finds every string and number of a value of unknown shape, and leaves out bookkeeping", () => {
    const value = {
      id: "skip",
      type: "skip",
      call_id: "skip",
      action: { keys: ["ctrl", "c"], x: 7, ok: true, none: null },
    };
    expect(leafParts(value)).toEqual(["ctrl", "c", "7", "true"].map((text) => ({ kind: "text", text })));
  });

  it("tells images and other base64 from text", () => {
    expect(leafParts({ a: "data:image/png;base64,AAAA", b: "data:application/pdf;base64,AAAA" })).toEqual([
      { kind: "image", source: "data:image/png;base64,AAAA", detail: null },
      { kind: "opaque", characters: 32 },
    ]);
  });

  it("goes to any depth without running out of stack", () => {
    let nested: unknown = "deep";
    for (let depth = 0; depth < 100_000; depth += 1) nested = [nested];
    expect(leafParts(nested)).toEqual([{ kind: "text", text: "deep" }]);
  });

  it("is not ended early by an undefined inside", () => {
    expect(leafParts(["a", undefined, "b"])).toEqual([
      { kind: "text", text: "a" },
      { kind: "text", text: "b" },
    ]);
  });
});

describe("contentParts", () => {
  it("has no part for content that says nothing", () => {
    for (const empty of ["", null, undefined, []]) expect(contentParts(empty)).toEqual([]);
  });
});
