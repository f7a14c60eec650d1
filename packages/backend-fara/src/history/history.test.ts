import type { ComputerTurn, TurnOutcome } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { acted, observe, turnOf } from "../test-support/turns.ts";
import { extend, type History, layOut } from "./history.ts";
import { trimUrl } from "./trim-url.ts";
import { userText } from "./user-text.ts";

const size = { width: 28, height: 28 };
const url = "https://example.org/a?token=secret#top";
const next = "Here is the next screenshot. Think about what to do next.";

function textOf(outcome: TurnOutcome | undefined, options: Parameters<typeof userText>[1] = {}): string {
  return userText(turnOf(observe(size, { url }), outcome), options).text;
}

describe("userText", () => {
  it("is the task at first, without an address", () => {
    expect(userText(turnOf(observe(size, { url })), { task: "Find it." })).toEqual({
      text: "Find it.",
      kept: "Find it.",
    });
    const story = userText(turnOf(observe(size), undefined, ["A person was here."]), {
      task: "Find it.",
      story: "Nothing.",
    });
    expect(story.text).toBe("Find it.\n\nWhat has been done of it so far:\nNothing.\n\nA person was here.");
  });

  it("is address and line of the originals after an action", () => {
    expect(userText(turnOf(observe(size, { url }), acted), {})).toEqual({
      text: `Current URL: https://example.org/a\n${next}`,
    });
    expect(userText(turnOf(observe(size), acted), {}).text).toBe(next);
  });

  it.each<[string, TurnOutcome, string]>([
    [
      "a failure",
      { type: "acted", performed: 0, failure: "The key is\nnot known.", acknowledged: [] },
      "The key is not known.",
    ],
    ["a refusal", { type: "rejected", reason: "The user does not want that." }, "The user does not want that."],
  ])("begins with %s", (_, outcome, said) => {
    expect(textOf(outcome)).toBe(`ERROR: ${said}\nCurrent URL: https://example.org/a\n${next}`);
  });

  it("has a reply for its last line, and keeps it alone", () => {
    const text = userText(turnOf(observe(size, { url }), { type: "replied", reply: "The blue one." }), {});
    expect(text).toEqual({ text: "Current URL: https://example.org/a\nThe blue one.", kept: "The blue one." });
  });

  it("says that a critical point is approved", () => {
    const approved = textOf({ type: "acted", performed: 0, acknowledged: [] }, { wasAtCriticalPoint: true });
    expect(approved).toBe(
      "Current URL: https://example.org/a\nYou have my approval for this step. Go on with the task.",
    );
    expect(textOf({ type: "rejected", reason: "No." }, { wasAtCriticalPoint: true })).toContain("ERROR: No.\n");
  });

  it("has what was read, notices and remarks between address and last line", () => {
    const turn: ComputerTurn = turnOf(observe(size, { url, notices: ["A tab was closed."] }), acted, [
      "You repeat yourself.",
    ]);
    expect(userText(turn, { pageAnswer: "Answer: 5" }).text).toBe(
      `Current URL: https://example.org/a\nAnswer: 5\nA tab was closed.\nYou repeat yourself.\n${next}`,
    );
  });
});

describe("trimUrl", () => {
  it("leaves out the query and cuts at 100 characters", () => {
    expect(trimUrl("https://example.org/?a=1?b")).toBe("https://example.org/");
    expect(trimUrl(`https://example.org/${"x".repeat(80)}`)).toBe(`https://example.org/${"x".repeat(80)}`);
    expect(trimUrl(`https://example.org/${"x".repeat(81)}`)).toBe(`https://example.org/${"x".repeat(80)} ...`);
  });
});

describe("layOut", () => {
  function historyOf(count: number): History {
    let history: History = [];
    for (let index = 0; index < count; index += 1) {
      const kept = index === 0 ? { kept: "task" } : index === 1 ? { kept: "reply" } : {};
      const user = { text: `user ${index}`, picture: `data:${index}`, ...kept };
      history = extend(history, { user, assistant: `raw ${index}` }, 3);
    }
    return history;
  }

  /** Messages in short. */
  function shape(history: History): readonly string[] {
    const items = layOut(history, { text: "now", picture: "data:now" }, 3);
    return items.map(({ content }) =>
      Array.isArray(content) ? content.map((part) => part.image_url ?? part.text).join(" + ") : String(content),
    );
  }

  it("shows three pictures at most, before their texts", () => {
    expect(shape(historyOf(0))).toEqual(["data:now + now"]);
    expect(shape(historyOf(2))).toEqual(["data:0 + user 0", "raw 0", "data:1 + user 1", "raw 1", "data:now + now"]);
  });

  it("drops older turns but for the task, the replies and what the model wrote", () => {
    expect(shape(historyOf(5))).toEqual([
      "task",
      "raw 0",
      "reply",
      "raw 1",
      "raw 2",
      "data:3 + user 3",
      "raw 3",
      "data:4 + user 4",
      "raw 4",
      "data:now + now",
    ]);
  });

  it("says nothing of a screenshot that an earlier run has not kept", () => {
    const [first, second] = historyOf(2).map(({ user: { picture: _, ...user }, assistant }) => ({ user, assistant }));
    if (first === undefined || second === undefined) throw new Error("There are two.");
    const third = { user: { text: "Here is the next screenshot." }, assistant: "raw 2" };
    expect(shape([first, second, third])).toEqual(["task", "raw 0", "reply", "raw 1", "raw 2", "data:now + now"]);
  });

  it("keeps no picture longer than it is needed, and changes no history", () => {
    const before = historyOf(3);
    const copy = structuredClone(before);
    const after = extend(before, { user: { text: "x", picture: "data:x" }, assistant: "raw" }, 3);
    expect(before).toEqual(copy);
    expect(after.map(({ user }) => user.picture)).toEqual([undefined, undefined, "data:2", "data:x"]);
  });
});
