import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clearedNote,
  evictedNote,
  isClearedNote,
  isEvictedNote,
  isRepeatedNote,
  isStub,
  itemsRemovedBy,
  type Repetition,
  removedNote,
  repeatedNote,
  unansweredNote,
} from "./notes.ts";

const ids = fc.option(fc.stringMatching(/^[\da-z]{22}$/), { nil: undefined });
const numbers = fc.nat();
const callIds = fc.string({ unit: "binary" });
const repetitions = fc.constantFrom<Repetition>("same call answered again later", "same text in a later result");
const sizes = fc.option(
  fc.tuple(numbers, numbers).map(([width, height]) => `${width}x${height}`),
  { nil: undefined },
);

const notes = {
  cleared: { note: fc.tuple(numbers, ids).map(([tokens, id]) => clearedNote(tokens, id)), is: isClearedNote },
  repeated: {
    note: fc.tuple(numbers, repetitions, callIds, ids).map((parts) => repeatedNote(...parts)),
    is: isRepeatedNote,
  },
  evicted: { note: fc.tuple(sizes, ids).map(([size, id]) => evictedNote(size, id)), is: isEvictedNote },
};

describe.each(Object.entries(notes))("a note of what was %s", (name, { note, is }) => {
  it("is one line, and a stub that is recognised whatever it names", () => {
    fc.assert(
      fc.property(note, (text) => {
        expect(text).not.toContain("\n");
        expect([is(text), isStub(text)]).toEqual([true, true]);
      }),
    );
  });

  it("is not taken for one of another kind, nor recognised within a text", () => {
    const others = Object.entries(notes).filter(([other]) => other !== name);
    fc.assert(
      fc.property(note, (text) => {
        for (const [, other] of others) expect(other.is(text)).toBe(false);
        expect([isStub(` ${text}`), isStub(`${text}.`), isStub(`see\n${text}`)]).toEqual([false, false, false]);
      }),
    );
  });
});

it("a cleared note is recognised with a preview below it", () => {
  expect(isClearedNote(`${clearedNote(7, "abc")}\nfirst line`)).toBe(true);
  expect(isClearedNote(`${clearedNote(7, "abc")} first line`)).toBe(false);
});

it("a removed note tells how many items it stands for", () => {
  const message = (text: string) => ({
    role: "assistant" as const,
    type: "message",
    calls: [],
    results: [],
    reasoning: false,
    standsForPrefix: false,
    parts: [{ kind: "text" as const, text }],
  });
  expect(itemsRemovedBy(message(removedNote(1)))).toBe(1);
  expect(itemsRemovedBy(message(removedNote(40, "abc")))).toBe(40);
  expect(itemsRemovedBy({ ...message(removedNote(40)), role: "user" })).toBe(40);
  expect(itemsRemovedBy({ ...message(removedNote(40)), role: "system" })).toBe(0);
  expect(itemsRemovedBy({ ...message(removedNote(40)), calls: [{ id: "a", name: "b", arguments: "" }] })).toBe(0);
  expect(itemsRemovedBy(message("Hello"))).toBe(0);
});

it("the note of an unanswered call is a stub, and a tool's own words are not", () => {
  expect(isStub(unansweredNote)).toBe(true);
  expect(isStub("[massgen: tool output of many tokens cleared]")).toBe(false);
  expect(isStub("")).toBe(false);
});
