import { describe, expect, it } from "vitest";
import { findProblems } from "./find-problems.ts";
import type { Entry } from "./neutral.ts";

const system: Entry = { kind: "system", text: "You write code." };
const first: Entry = { kind: "user", text: "Read both files." };
const callA: Entry = { kind: "call", id: "a", name: "read", arguments: '{"path":"a.ts"}' };
const callB: Entry = { kind: "call", id: "b", name: "read", arguments: '{"path":"b.ts"}' };
const resultA: Entry = { kind: "result", id: "a", text: "the first file" };
const resultB: Entry = { kind: "result", id: "b", text: "the second file" };
const answer: Entry = { kind: "assistant", text: "I have read them." };
const last: Entry = { kind: "user", text: "Now write a test." };
const note: Entry = { kind: "assistant", text: "Something is left out." };
const session = [system, first, callA, callB, resultA, resultB, answer, last];
const fine = { unsendable: [], lost: [], invented: [] };

describe("a result without a problem", () => {
  it.each<[string, readonly Entry[]]>([
    ["the session itself", session],
    ["a window with a note", [system, first, note, answer, last]],
    [
      "results cleared",
      [system, first, callA, callB, { ...resultA, text: "…" }, { ...resultB, text: "" }, answer, last],
    ],
    ["arguments emptied", [system, first, { ...callA, arguments: "{}" }, resultA, last]],
  ])("is %s", (_, result) => {
    expect(findProblems(session, result)).toEqual(fine);
  });
});

describe("the validator", () => {
  it.each<[string, readonly Entry[], Partial<typeof fine> | object]>([
    [
      "a result whose call is gone",
      [system, first, callB, resultA, resultB, last],
      { unsendable: ["1 result without its call before it"] },
    ],
    [
      "a result before its call",
      [system, first, resultA, callA, last],
      {
        unsendable: ["1 result without its call before it", "1 call without a result"],
        invented: ["1 entry out of order or repeated"],
      },
    ],
    [
      "a call whose result is gone",
      [system, first, callA, callB, resultB, last],
      { unsendable: ["1 call without a result"] },
    ],
    [
      "a result that is there twice",
      [system, first, callA, resultA, resultA, last],
      { unsendable: ["1 call or result twice"], invented: ["1 entry out of order or repeated"] },
    ],
    [
      "a user message between a call and its result",
      [system, first, callA, last, resultA],
      {
        unsendable: ["1 call with a user message before its result"],
        invented: ["1 entry out of order or repeated"],
      },
    ],
    ["no system message", [first, answer, last], { lost: ["system message"] }],
    ["no first user message", [system, answer, last], { lost: ["first user message"] }],
    ["no last user message", [system, first, answer], { lost: ["last user message"] }],
    [
      "a second new text",
      [system, first, note, { kind: "user", text: "Something else." }, last],
      { invented: ["1 second new text"] },
    ],
    [
      "a call that nobody made",
      [system, first, { ...callA, id: "c" }, { ...resultA, id: "c" }, last],
      { invented: ["1 call that nobody made", "1 result that no tool gave"] },
    ],
    [
      "another question to a tool",
      [system, first, { ...callA, arguments: '{"path":"c.ts"}' }, resultA, last],
      { invented: ["1 call that nobody made"] },
    ],
    [
      "a result that says something else",
      [system, first, callA, { ...resultA, text: "another file altogether" }, last],
      { invented: ["1 result that no tool gave"] },
    ],
    ["messages in another order", [system, first, last, answer], { invented: ["1 entry out of order or repeated"] }],
  ])("sees %s", (_, result, problems) => {
    expect(findProblems(session, result)).toEqual({ ...fine, ...problems });
  });
});
