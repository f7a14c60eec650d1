import { describe, expect, it } from "vitest";
import { type StoryStep, tellStory } from "./story.ts";

describe("the story for another model", () => {
  it("tells each step and what came of it", () => {
    const steps: readonly StoryStep[] = [
      {
        step: 1,
        decision: {
          type: "act",
          actions: [
            { type: "click", x: 1.4, y: 2, button: "right", count: 2 },
            { type: "type", text: "a\nb" },
            { type: "key", keys: ["Control", "a"] },
            { type: "scroll", x: 1, y: 2, deltaX: 0, deltaY: 300 },
            {
              type: "drag",
              path: [
                { x: 1, y: 2 },
                { x: 3, y: 4 },
              ],
            },
            { type: "navigate", url: "https://site.example/" },
            { type: "wait", milliseconds: 100 },
            { type: "move", x: 1, y: 2 },
            { type: "back" },
          ],
        },
        outcome: { type: "acted", performed: 2, failure: "No such key.", acknowledged: [] },
      },
      { step: 2, decision: { type: "ask", question: "Which?" }, outcome: { type: "replied", reply: "This." } },
      { step: 3, decision: { type: "invalid", problem: "x" }, outcome: { type: "rejected", reason: "x" } },
      { step: 4, decision: { type: "read-page", question: "Price?" } },
      { step: 5, decision: { type: "finish", status: "success", answer: "It." } },
    ];
    expect(tellStory(steps).split("\n")).toEqual([
      "This task was begun before you. What was done so far:",
      'Step 1: right double click at 1, 2, then type "a b", then press Control + a, then scroll 300 px down at 1, 2, then drag from 1, 2 to 3, 4, then open https://site.example/, then wait 0.1 s, then move to 1, 2, then go back – 2 done, then: No such key.',
      "Step 2: asked: Which? – the user said: This.",
      "Step 3: made no sense: x – not done: x",
      "Step 4: read the page: Price?",
      "Step 5: done: It.",
    ]);
  });

  it("tells of malformed actions too", () => {
    const actions = JSON.parse('[{"type":"drag"}]');
    const outcome = { type: "rejected", reason: "It is none." } as const;
    expect(tellStory([{ step: 1, decision: { type: "act", actions }, outcome }])).toContain(
      "Step 1: a malformed drag – not done: It is none.",
    );
  });

  it("stays bounded, and keeps beginning, end, notes and replies", () => {
    const long = "x".repeat(10_000);
    const steps: readonly StoryStep[] = Array.from({ length: 5_000 }, (_, index) => {
      const step = index + 1;
      if (step === 2_000) return { step, decision: { type: "note", fact: "The code is 7." } };
      return { step, decision: { type: "act", actions: [{ type: "type", text: long }] } };
    });
    const story = tellStory(steps);
    expect(story.length).toBeLessThanOrEqual(8_000);
    expect(story).toMatch(
      /^This task was begun.*\nStep 1: .*\nStep 2: .*\nStep 3: .*\n\(1996 steps are left out here.\)\n/,
    );
    expect(story).toContain("\nStep 2000: noted: The code is 7.\n");
    expect(story).toContain("Step 5000: ");
  });
});
