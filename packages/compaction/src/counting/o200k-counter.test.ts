import fc from "fast-check";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { O200K_TOKEN_SPLIT_REGEX } from "gpt-tokenizer/encodingParams/constants";
import { afterEach, describe, expect, it, vi } from "vitest";
import { loadO200kCounter } from "../o200k.ts";
import { linearTimeCounter } from "./linear-time-counter.ts";

const plainText = { disallowedSpecial: new Set<string>() };
const exactly = (text: string) => ({ tokens: countTokens(text, plainText), estimated: false });

/** Texts of any UTF-16 units, valid or not. */
const anyUnits = fc.array(fc.nat(0xffff), { maxLength: 30 }).map((codes) => String.fromCharCode(...codes));

const fragments = [
  "function ",
  "getUserName",
  "don't ",
  "\n\n    ",
  "\t",
  "=".repeat(100),
  "─".repeat(100),
  "漢字かな交じり文",
  "，。",
  "한국어 ",
  "привет ",
  "👩‍👩‍👧",
  "e\u0301",
  "١٢٣",
  "123456789",
  "<|endoftext|>",
  "\ud800",
  "\0",
  "\u00a0",
  "\ufeff",
];

describe("loadO200kCounter", () => {
  it("counts what the vocabulary has", async () => {
    const counter = await loadO200kCounter();
    expect(counter.name).toBe("o200k");
    expect(counter.count("")).toEqual({ tokens: 0, estimated: false });
    expect(counter.count("hello world")).toEqual({ tokens: 2, estimated: false });
    expect(counter.count(" ".repeat(64))).toEqual({ tokens: 1, estimated: false });
  });

  it("counts special tokens as plain text", async () => {
    const counter = await loadO200kCounter();
    for (const special of ["<|endoftext|>", "<|im_start|>", "<|endofprompt|>", "text <|endoftext|> text"]) {
      expect(counter.count(special)).toEqual(exactly(special));
      expect(counter.count(special).tokens).toBeGreaterThan(3);
    }
  });

  it("counts a text without long runs exactly as its tokenizer does", async () => {
    const counter = await loadO200kCounter();
    const fragment = fc.oneof(fc.constantFrom(...fragments), anyUnits);
    const text = fc
      .array(fragment, { minLength: 1, maxLength: 60 })
      .map((pieces) => pieces.map((piece, index) => (index % 5 === 4 ? `${piece} 1 ` : piece)).join(""));
    fc.assert(
      fc.property(text, (sample) => {
        expect(counter.count(sample)).toEqual(exactly(sample));
      }),
      { numRuns: 100 },
    );
  }, 30_000);

  it("is within a hundredth of its tokenizer where a run was cut", async () => {
    const counter = await loadO200kCounter();
    const text = `${"我们正在测试一个新的功能".repeat(100)} and ${"=".repeat(1_000)} and ${"abcdefgh".repeat(200)}`;
    const { tokens, estimated } = counter.count(text);
    expect(estimated).toBe(false);
    expect(Math.abs(tokens / exactly(text).tokens - 1)).toBeLessThan(0.01);
  });

  it.each([
    ["a", 8],
    [" ", 128],
    ["=", 64],
    ["\0", 2],
    ["😀", 2],
    ["漢", 1],
  ])(
    "estimates ten million units of %j",
    async (unit, unitsPerToken) => {
      const counter = await loadO200kCounter();
      const { tokens, estimated } = counter.count(unit.repeat(10_000_000 / unit.length));
      expect(estimated).toBe(true);
      expect((tokens * unitsPerToken) / 10_000_000).toBeCloseTo(1, 1);
    },
    60_000,
  );

  it("hands its tokenizer no piece of more than 1,030 units, whatever the text", () => {
    const counter = linearTimeCounter({
      name: "longest piece",
      encode: (text) => {
        const pieces = Array.from(text.matchAll(O200K_TOKEN_SPLIT_REGEX), ([piece]) => piece.length);
        expect(pieces.reduce((longest, length) => Math.max(longest, length), 0)).toBeLessThanOrEqual(1_030);
        return text.length;
      },
    });
    const unit = fc.constantFrom(
      "a",
      "A",
      "ʰ",
      "漢",
      "ⰰ",
      "\u0301",
      "١",
      "5",
      "!",
      "،",
      "─",
      "😀",
      "𠀀",
      "\ud800",
      "\r\n",
      "/",
      " ",
      "\u3000",
      "'s",
    );
    const text = fc
      .tuple(fc.array(unit, { minLength: 1, maxLength: 4 }), fc.integer({ min: 300, max: 1_200 }))
      .map(([units, times]) => units.join("").repeat(times));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), (texts) => {
        counter.count(texts.join(""));
      }),
      { numRuns: 200 },
    );
  }, 30_000);
});

describe("loadO200kCounter without its tokenizer", () => {
  afterEach(() => {
    vi.doUnmock("gpt-tokenizer/encoding/o200k_base");
    vi.resetModules();
  });

  it("says what to install", async () => {
    vi.resetModules();
    vi.doMock("gpt-tokenizer/encoding/o200k_base", () => {
      throw new Error("Cannot find package 'gpt-tokenizer'");
    });
    const { loadO200kCounter: load } = await import("../o200k.ts");
    await expect(load()).rejects.toMatchObject({
      name: "MassGenError",
      code: "tokenizer-missing",
      message:
        "The exact token counter needs the package gpt-tokenizer, which could not be loaded. " +
        "Install it with `npm install gpt-tokenizer@4`, or count with the built-in `heuristicCounter`.",
    });
  });
});
