import { describe, expect, it } from "vitest";
import { conversationOf } from "../testing/facts.ts";
import {
  answerWithResponse,
  callWithResult,
  cutPoints,
  cutProperties,
  reasoningWithItem,
  responseTogether,
} from "./cut-points.ts";
import { pairCalls } from "./pairing.ts";

const cuts = (steps: readonly string[], properties = cutProperties) => {
  const facts = conversationOf(...steps);
  return cutPoints({ facts, pairs: pairCalls(facts).pairs }, properties);
};

describe("cutPoints", () => {
  it("allows a cut before each message and each step", () => {
    expect(cuts(["system", "user", "call a", "result a", "call b", "result b", "assistant", "user"])).toEqual([
      0, 1, 2, 4, 6, 7, 8,
    ]);
  });

  it("keeps a batch of parallel calls with all of its results", () => {
    expect(cuts(["user", "call a", "call b", "result b", "result a", "assistant"])).toEqual([0, 1, 5, 6]);
  });

  it("keeps reasoning, text and calls of one response together", () => {
    expect(cuts(["user", "reasoning", "assistant", "call a", "result a", "user"])).toEqual([0, 1, 5, 6]);
  });

  it("keeps what a user says while a call runs inside the pair", () => {
    expect(cuts(["user", "call a", "user", "result a", "user"])).toEqual([0, 1, 4, 5]);
  });

  it("allows only the ends where everything hangs together, and one place in an empty conversation", () => {
    expect(cuts(["call a", "result a"])).toEqual([0, 2]);
    expect(cuts([])).toEqual([0]);
  });

  it.each([
    { property: callWithResult, steps: ["call a", "result a"] },
    { property: reasoningWithItem, steps: ["reasoning", "assistant"] },
    { property: responseTogether, steps: ["assistant", "call a"] },
    { property: answerWithResponse, steps: ["assistant", "approval"] },
  ])("needs $property.name", ({ property, steps }) => {
    expect(cuts(steps)).not.toContain(1);
    expect(
      cuts(
        steps,
        cutProperties.filter((other) => other !== property),
      ),
    ).toContain(1);
  });
});
