import { describe, expect, it } from "vitest";
import { conversationOf } from "../testing/facts.ts";
import { pairCalls } from "./pairing.ts";

describe("pairCalls", () => {
  it("pairs parallel calls whatever the order of their results", () => {
    const { pairs, unanswered, orphaned } = pairCalls(conversationOf("call a", "call b", "result b", "result a"));
    expect(pairs).toEqual([
      { callIndex: 1, resultIndex: 2, callId: "b" },
      { callIndex: 0, resultIndex: 3, callId: "a" },
    ]);
    expect([unanswered, orphaned]).toEqual([[], []]);
  });

  it("lets an id be used again once it was answered, as real sessions do", () => {
    const { pairs } = pairCalls(conversationOf("call a", "result a", "call a", "result a"));
    expect(pairs.map(({ callIndex, resultIndex }) => [callIndex, resultIndex])).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it("does not miss the result of a call that needs none, and pairs it where it comes", () => {
    const { pairs, unanswered } = pairCalls(conversationOf("server-call a", "server-call b", "user", "result b"));
    expect(pairs).toEqual([{ callIndex: 1, resultIndex: 3, callId: "b" }]);
    expect(unanswered).toEqual([]);
  });

  it("names results without a call before them, and calls without a result", () => {
    const { unanswered, orphaned } = pairCalls(conversationOf("result a", "call a", "call b", "result b", "result b"));
    expect(orphaned).toEqual([
      { index: 0, callId: "a" },
      { index: 4, callId: "b" },
    ]);
    expect(unanswered.map(({ index, call }) => [index, call.id])).toEqual([[1, "a"]]);
  });
});
