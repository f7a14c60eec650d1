import { describe, expect, it } from "vitest";
import { leafParts, reasoningParts } from "./content-parts.ts";

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
      { kind: "image", source: "data:image/png;base64,AAAA", detail: null, evicted: false },
      { kind: "opaque", characters: 32 },
    ]);
  });

  it("takes bytes, base64 beside its type, and what a provider sealed for what only the provider can read", () => {
    const value = [
      new Uint8Array(5),
      { type: "base64", media_type: "application/pdf", data: "AAAA" },
      { signature: "s" },
    ];
    expect(leafParts(value)).toEqual([8, 4, 1].map((characters) => ({ kind: "opaque", characters })));
  });

  it("reads an address that is an object", () => {
    expect(leafParts([new URL("https://a/b"), new URL("data:image/png;base64,AAAA")])).toEqual([
      { kind: "text", text: "https://a/b" },
      { kind: "opaque", characters: 26 },
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

describe("reasoningParts", () => {
  it("counts the sealed copy where the text beside it is a summary, and the text where nothing is sealed", () => {
    expect(reasoningParts("in short", 400)).toEqual([{ kind: "opaque", characters: 400 }]);
    expect(reasoningParts("in short", 0)).toEqual([{ kind: "text", text: "in short" }]);
    expect(reasoningParts("", 0)).toEqual([]);
  });
});
