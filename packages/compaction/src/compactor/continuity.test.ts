import { describe, expect, it } from "vitest";
import { type Continuity, createContinuityTracker } from "./continuity.ts";

const items = (...texts: readonly string[]) => texts.map((text) => ({ role: "user", content: text }));
const seen = items("a", "b", "c");

const cases: readonly [Continuity, readonly object[]][] = [
  ["continued", seen],
  ["continued", [...seen, ...items("d")]],
  ["continued", items("a", "b", "c", "d")],
  ["rewound", seen.slice(0, 2)],
  ["forked", [...seen.slice(0, 2), ...items("x", "y")]],
];

describe("createContinuityTracker", () => {
  it.each([
    ...cases,
    ["replaced", items("x")] as const,
    ["replaced", items("x", "y", "z", "c")] as const,
    // Only its beginning was written anew.
    ["forked", items("x", "b", "c", "d")] as const,
  ])("calls it %s (%#)", (relation, next) => {
    const tracker = createContinuityTracker<object>();
    expect(tracker.compare(seen)).toBe("first");
    tracker.remember(seen);
    expect(tracker.compare(next)).toBe(relation);
  });

  it.each(cases)("calls it %s after a restart (%#)", (relation, next) => {
    const before = createContinuityTracker<object>();
    before.remember(seen);
    const after = createContinuityTracker<object>(JSON.parse(JSON.stringify(before.state())));
    expect(after.compare(JSON.parse(JSON.stringify(next)))).toBe(relation);
  });

  it("is not fooled by a list that its owner changes", () => {
    const tracker = createContinuityTracker<object>();
    const list = [...seen];
    tracker.remember(list);
    list.pop();
    expect(tracker.compare(list)).toBe("rewound");
  });
});
