import { PassThrough } from "node:stream";
import type { ComputerAction, Observation } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { controlCharacters } from "../testing/control-characters.ts";
import { createPerson } from "./person.ts";

const observation: Observation = {
  frame: { id: "1", width: 10, height: 10, mediaType: "image/png", data: new Uint8Array() },
  url: "https://shop.example/basket",
  tabs: [],
  permissions: [],
  downloads: [],
  notices: [],
};
const { signal } = new AbortController();

/** Somebody who types lines, and what was shown and done. */
function sit({ isShown = false } = {}) {
  const input = new PassThrough();
  const shown: string[] = [];
  const done: string[] = [];
  const person = createPerson({
    input,
    write: (text) => void shown.push(text),
    mask: (text) => text.replaceAll("swordfish", "<secret>WORD</secret>"),
    isShown,
  });
  person.attend({
    pause: async () => void done.push("pause"),
    resume: () => void done.push("resume"),
    takeOver: async () => void done.push("take over"),
    handBack: (note) => void done.push(`hand back: ${note ?? ""}`),
  });
  const type = async (line: string) => {
    input.write(`${line}\n`);
    await new Promise(setImmediate);
  };
  const leave = async () => {
    input.end();
    await new Promise(setImmediate);
  };
  const approve = (actions: readonly ComputerAction[]) =>
    person.approve(
      { step: 1, decision: { type: "act", actions }, reasons: [{ type: "rule", rule: "always" }], observation },
      { signal },
    );
  const ask = () => person.onQuestion({ step: 1, question: "Which?", observation }, { signal });
  return { person, type, leave, approve, ask, shown: () => shown.join(""), done };
}

describe("createPerson", () => {
  it("shows all that is to be allowed, without secrets and what a terminal would obey", async () => {
    const { approve, type, shown } = sit();
    const answer = approve([
      { type: "click", x: 1, y: 2 },
      { type: "type", text: "swordfish\u001b[2J" },
    ]);
    await type("maybe");
    await type(" N  too dear ");
    expect(await answer).toEqual({ type: "deny", reason: "too dear " });
    expect(shown()).toContain("You want to be asked: always\nPage: https://shop.example/basket\n");
    expect(shown()).toContain('  click at 1, 2\n  type "<secret>WORD</secret>');
    expect(shown()).not.toContain("swordfish");
    expect(shown()).not.toMatch(controlCharacters);
    expect(shown().match(/Allow it\?/g)).toHaveLength(2);
  });

  it.each([
    ["y", { type: "allow" }],
    ["Yes", { type: "allow" }],
    ["no", { type: "deny" }],
    ["s", { type: "stop" }],
  ])("takes %s for an answer", async (line, expected) => {
    const { approve, type } = sit();
    const answer = approve([{ type: "back" }]);
    await type(line);
    expect(await answer).toEqual(expected);
  });

  it("allows nothing where the input has ended, before it is asked or after", async () => {
    const first = sit();
    const answer = first.approve([{ type: "back" }]);
    await first.leave();
    expect(await answer).toMatchObject({ type: "stop" });
    expect(await first.approve([{ type: "back" }])).toMatchObject({ type: "stop" });
    expect(await first.ask()).toBeUndefined();
  });

  it("pauses and goes on, also where the input ends meanwhile", async () => {
    const { type, leave, done } = sit();
    for (const line of ["p", "", "pause", "go"]) await type(line);
    await type("p");
    await leave();
    expect(done).toEqual(["pause", "resume", "pause", "resume", "pause", "resume"]);
  });

  it("gives the computer away only where it can be seen, and passes on what was typed last", async () => {
    const hidden = sit();
    await hidden.type("t");
    expect(hidden.done).toEqual([]);
    const seen = sit({ isShown: true });
    for (const line of ["t", "I signed in.", "t", ""]) await seen.type(line);
    expect(seen.done).toEqual(["take over", "hand back: I signed in.", "take over", "hand back: "]);
  });

  it("asks no more once the run has ended", async () => {
    const { person, shown } = sit();
    const stopped = AbortSignal.abort(new Error("Interrupted."));
    await expect(person.onQuestion({ step: 1, question: "Which?", observation }, { signal: stopped })).rejects.toThrow(
      "Interrupted.",
    );
    expect(shown()).toBe("");
  });
});
