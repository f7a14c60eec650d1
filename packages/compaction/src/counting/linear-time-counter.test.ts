import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linearTimeCounter } from "./linear-time-counter.ts";

/** A tokenizer with one token a unit, and what it was given. */
function recordingCounter() {
  const parts: string[] = [];
  const encode = (text: string) => {
    parts.push(text);
    return text.length;
  };
  return { parts, counter: linearTimeCounter({ name: "units", encode }) };
}

function partsOf(text: string): string[] {
  const { parts, counter } = recordingCounter();
  counter.count(text);
  return parts;
}

const words = "the quick brown fox jumps over the lazy dog. ".repeat(200);

describe("linearTimeCounter", () => {
  it("has the name of its tokenizer", () => {
    expect(recordingCounter().counter.name).toBe("units");
  });

  it("gives a text without long runs to the tokenizer whole", () => {
    for (const text of ["", "short", "x".repeat(510), words, "漢字。".repeat(3_000), "aB3+".repeat(10_000)]) {
      expect(partsOf(text)).toEqual([text]);
    }
  });

  it.each([
    ["letters", "a"],
    ["letters of any script", "漢"],
    ["space", " "],
    ["punctuation", "="],
    ["symbols", "─"],
  ])("cuts a run of %s every 512 units", (_, unit) => {
    const parts = partsOf(`${words}${unit.repeat(1_200)}1${words}`);
    const [head, middle, tail] = parts;
    expect(parts.join("")).toBe(`${words}${unit.repeat(1_200)}1${words}`);
    expect(head?.endsWith(unit.repeat(512 - (unit === " " ? 1 : 0)))).toBe(true);
    expect(middle).toBe(unit.repeat(512));
    expect(tail?.endsWith(words)).toBe(true);
  });

  it("cuts digits between groups of three", () => {
    expect(partsOf("7".repeat(1_100)).map((part) => part.length)).toEqual([510, 510, 80]);
  });

  it("never cuts through a surrogate pair", () => {
    const parts = partsOf(`a${"😀".repeat(2_000)}`);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(part.isWellFormed()).toBe(true);
  });

  it("takes newlines and combining marks into the run of punctuation that they belong to", () => {
    expect(partsOf("!\n/".repeat(1_000)).length).toBeGreaterThan(4);
    expect(partsOf("!\u0301".repeat(1_000)).length).toBeGreaterThan(2);
    expect(partsOf("}\n  ".repeat(1_000))).toHaveLength(1);
  });

  it("estimates a stretch of more than 65,536 units without a space from samples, and says so", () => {
    const { parts, counter } = recordingCounter();
    const stretch = "aB3+".repeat(250_000);
    const result = counter.count(`${words}${stretch} ${words}`);
    expect(result).toEqual({ tokens: 2 * words.length + stretch.length + 1, estimated: true });
    expect(parts[0]).toBe(words);
    expect(parts.at(-1)).toBe(` ${words}`);
    expect(parts.slice(1, -1).map((part) => part.length)).toEqual(Array.from({ length: 64 }, () => 512));
  });

  it("estimates a stretch of nothing but space", () => {
    const { parts, counter } = recordingCounter();
    expect(counter.count(" \n".repeat(500_000))).toEqual({ tokens: 1_000_000, estimated: true });
    expect(parts.join("").length).toBe(64 * 512);
  });

  it("counts a stretch of 65,536 units exactly", () => {
    const { parts, counter } = recordingCounter();
    const text = "漢".repeat(65_536);
    expect(counter.count(text)).toEqual({ tokens: 65_536, estimated: false });
    expect(parts.join("")).toBe(text);
    expect(counter.count(`${text}漢`).estimated).toBe(true);
  });

  it("samples the whole stretch evenly", () => {
    const counter = linearTimeCounter({ name: "a", encode: (text) => text.split("a").length - 1 });
    const half = "b".repeat(300_000) + "a".repeat(300_000);
    expect(counter.count(half).tokens / 300_000).toBeCloseTo(1, 1);
  });

  it("takes surrogates, broken or not, into no sample by half", () => {
    const { parts, counter } = recordingCounter();
    counter.count("😀".repeat(100_001));
    for (const part of parts) expect(part.isWellFormed()).toBe(true);
    expect(counter.count("\ud800".repeat(100_000))).toEqual({ tokens: 100_000, estimated: true });
  });

  it("gives every unit to the tokenizer once and in order, in parts without a long run", () => {
    const run = fc
      .tuple(fc.constantFrom("a", "Z", "漢", "9", " ", "\n", "!", "/", "\u0301", "😀", "\ud800"), fc.nat(1_500))
      .map(([unit, times]) => unit.repeat(times));
    fc.assert(
      fc.property(fc.array(run, { maxLength: 20 }), (runs) => {
        const parts = partsOf(runs.join(""));
        expect(parts.join("")).toBe(runs.join(""));
        for (const part of parts) {
          expect(part).not.toMatch(/\p{L}{513}|\p{N}{513}|[^\s\p{L}\p{N}\p{M}\p{Cs}\p{So}]{513}|\s{1025}/u);
        }
      }),
    );
  }, 30_000);
});
