import type { ComputerAction, ComputerEvent, Decision, Observation } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { createStepView } from "./step-view.ts";

const observation: Observation = {
  frame: { id: "1", width: 10, height: 10, mediaType: "image/png", data: new Uint8Array() },
  tabs: [],
  permissions: [],
  downloads: [],
  notices: [],
};

function linesOf(...events: readonly ComputerEvent[]): readonly string[] {
  const lines: string[] = [];
  const view = createStepView({
    write: (line) => void lines.push(line.trimEnd()),
    dim: (text) => text,
    mask: (text) => text.replaceAll("swordfish", "…"),
    isAttended: false,
  });
  for (const event of events) view(event);
  return lines;
}

const decided = (decision: Decision, facts: object = {}): ComputerEvent => ({
  type: "decision",
  step: 7,
  model: "a/b",
  decision,
  output: {},
  durationMilliseconds: 10,
  ...facts,
});

describe("createStepView", () => {
  it("tells a step with what it took, as far as that is known", () => {
    const usage = { inputTokens: 1_200, outputTokens: 34 };
    const act: Decision = { type: "act", actions: [{ type: "back" }] };
    expect(linesOf(decided(act, { usage, cost: 0.0012, durationMilliseconds: 1_849 }))).toEqual([
      "  7  go back  1.8 s, 1,234 tokens, $0.0012",
    ]);
    expect(linesOf(decided(act, { cost: 0 }))).toEqual(["  7  go back"]);
  });

  it("names three actions of a batch, and counts the others", () => {
    const click: ComputerAction = { type: "click", x: 1, y: 2 };
    expect(linesOf(decided({ type: "act", actions: [click, click, click, click, click] }))).toEqual([
      "  7  click at 1, 2, then click at 1, 2, then click at 1, 2, and 2 more",
    ]);
  });

  it("keeps secrets and what a terminal would obey out of it, on one line", () => {
    const [line = "", ...more] = linesOf(
      decided({ type: "ask", question: "swordfish\nor\u001b]0;title\u0007?".padEnd(1_000, "x") }),
    );
    expect(more).toEqual([]);
    expect(line).toMatch(/^ {2}7 {2}ask you: … or \]0;title \?x+…$/);
    expect(line.length).toBeLessThan(200);
  });

  it("survives actions that are none", () => {
    const malformed = [{ type: "drag" }, { type: "key" }] as readonly object[] as readonly ComputerAction[];
    expect(linesOf(decided({ type: "act", actions: malformed }))).toEqual([
      "  7  a malformed drag, then a malformed key",
    ]);
  });

  it("says what a person would have been asked where nobody is there", () => {
    const reasons = [{ type: "critical-point", text: "It orders." }] as const;
    const decision: Decision = { type: "act", actions: [{ type: "back" }] };
    const request = { step: 7, decision, reasons, observation };
    expect(linesOf({ type: "approval-request", step: 7, request })).toEqual(["     It may bind you: It orders."]);
  });

  it("tells pauses, and says nothing of a wait for an answer", () => {
    const resumed = { type: "run-resume" } as const;
    expect(linesOf({ type: "run-pause", reason: "question" }, resumed)).toEqual([]);
    expect(linesOf({ type: "run-pause", reason: "pause" }, resumed)).toEqual(["Paused. Enter goes on.", "Going on."]);
  });
});
