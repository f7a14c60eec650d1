import type { ComputerAction, Decision, DialectContext } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { smartResize } from "../frames/smart-resize.ts";
import type { FaraGeneration } from "../profiles/fara-profile.ts";
import { faraProfiles } from "../profiles/fara-profiles.ts";
import { call } from "../test-support/turns.ts";
import { createFaraDialect } from "./create-fara-dialect.ts";
import { fromFrame, toFrame } from "./places.ts";

const generations: readonly FaraGeneration[] = ["7b", "1.5"];
const size = fc.record({ width: fc.integer({ min: 100, max: 5_000 }), height: fc.integer({ min: 100, max: 5_000 }) });

function contextFor(frame: { width: number; height: number }, generation: FaraGeneration): DialectContext {
  return { frame, sent: smartResize(frame, faraProfiles[generation].resize), cursor: { x: 7, y: 9 } };
}

const words = fc.string({ unit: "binary", maxLength: 40 });
const visible = words.filter((text) => text.trim() !== "" && text.isWellFormed());
const thoughts = fc.stringMatching(/^[A-Za-z,.' \n]{1,60}$/).map((text) => `Now ${text}`.trim());
const tame = fc.stringMatching(/^[a-z0-9 ]{1,20}$/).filter((text) => text.trim() !== "");

function actionFor({ width, height }: { width: number; height: number }, generation: FaraGeneration) {
  const place = fc.record({ x: fc.integer({ min: 0, max: width - 1 }), y: fc.integer({ min: 0, max: height - 1 }) });
  const placed = place.chain((at) =>
    fc.constantFrom<ComputerAction>(
      { type: "click", ...at },
      { type: "move", ...at },
      ...(generation === "7b"
        ? []
        : ([
            { type: "click", ...at, count: 2 },
            { type: "click", ...at, count: 3, button: "left" },
            { type: "click", ...at, button: "right" },
            { type: "drag", path: [{ x: 7, y: 9 }, at] },
          ] as const)),
    ),
  );
  const amount = generation === "7b" ? fc.constantFrom(-400, 400) : fc.integer({ min: -height, max: height });
  const scroll = amount.map((deltaY): ComputerAction => ({ type: "scroll", x: 7, y: 9, deltaX: 0, deltaY }));
  const key = fc.constantFrom(["Enter"], ["Control", "a"], ["Control", "Shift", "T"], ["+"], [" "], ["é"]);
  const others = fc.constantFrom<ComputerAction>(
    { type: "back" },
    { type: "wait", milliseconds: 2_500 },
    { type: "navigate", url: "https://example.org/?q=a b" },
  );
  const single = fc.oneof(
    placed,
    scroll,
    key.map((keys): ComputerAction => ({ type: "key", keys })),
    others,
    visible.map((text): ComputerAction => ({ type: "type", text })),
  );
  return single.map((action) => [action]);
}

function decisionFor(frame: { width: number; height: number }, generation: FaraGeneration): fc.Arbitrary<Decision> {
  const common = fc.option(
    thoughts.map((text) => ({ thoughts: text })),
    { nil: {} },
  );
  const acts = fc.tuple(actionFor(frame, generation), common);
  const status = fc.constantFrom("success" as const, "failure" as const);
  return fc.oneof(
    acts.map(([actions, said]): Decision => ({ type: "act", actions, ...said })),
    fc.tuple(visible, common).map(([fact, said]): Decision => ({ type: "note", fact, ...said })),
    fc.tuple(thoughts, status).map(([answer, how]): Decision => ({ type: "finish", status: how, answer })),
    ...(generation === "7b"
      ? []
      : [
          fc.tuple(visible, common).map(([question, said]): Decision => ({ type: "ask", question, ...said })),
          fc.tuple(visible, common).map(([question, said]): Decision => ({ type: "read-page", question, ...said })),
        ]),
  );
}

describe.each(generations)("the dialect of generation %s", (generation) => {
  const dialect = createFaraDialect({ generation });
  const profile = faraProfiles[generation];

  it("reads what it has written as the same decision", () => {
    const cases = size.chain((frame) => fc.tuple(fc.constant(frame), decisionFor(frame, generation)));
    fc.assert(
      fc.property(cases, ([frame, decision]) => {
        const context = contextFor(frame, generation);
        const text = dialect.encode(decision, context);
        expect(text).toBeTypeOf("string");
        const read = dialect.decode(text ?? "", context);
        const isLeft = (name: string, value: unknown) => (name === "button" && value === "left" ? undefined : value);
        expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify(decision, isLeft)));
      }),
      { numRuns: 500 },
    );
  });

  it("has words for everything that it reads", () => {
    const space = profile.coordinates === "thousandths" ? { width: 1_000, height: 1_000 } : undefined;
    const fields = size.chain((frame) => {
      const { width, height } = space ?? smartResize(frame, profile.resize);
      const coordinate = fc.tuple(fc.integer({ min: 0, max: width }), fc.integer({ min: 0, max: height }));
      const call = fc.record(
        {
          action: fc.constantFrom(...profile.actions),
          coordinate,
          text: tame,
          press_enter: fc.boolean(),
          delete_existing_text: fc.boolean(),
          keys: fc.constantFrom(["Enter"], "ctrl+c", ["down", "down"], ["Shift", "Tab", "Tab"], ["ctrl+l", "Enter"]),
          pixels: fc.integer({ min: -2_000, max: 2_000 }),
          url: fc.constantFrom("example.org", "two words", "http://a.example/"),
          query: tame,
          fact: tame,
          question: tame,
          time: fc.integer({ min: 0, max: 100 }),
          status: fc.constantFrom("success", "failure"),
          answer: tame,
        },
        { requiredKeys: ["action"] },
      );
      return fc.tuple(fc.constant(frame), call);
    });
    fc.assert(
      fc.property(fields, ([frame, fields]) => {
        const context = contextFor(frame, generation);
        const decision = dialect.decode(call(fields), context);
        fc.pre(decision.type !== "invalid");
        const text = dialect.encode(decision, context);
        expect(text).toBeTypeOf("string");
        expect(dialect.decode(text ?? "", context)).toEqual(decision);
      }),
      { numRuns: 1_000 },
    );
  });

  it("finds the place that was meant, in both directions", () => {
    const places = size.chain((frame) =>
      fc.tuple(
        fc.constant(frame),
        fc.integer({ min: 0, max: frame.width - 1 }),
        fc.integer({ min: 0, max: frame.height - 1 }),
      ),
    );
    fc.assert(
      fc.property(places, ([frame, x, y]) => {
        const context = contextFor(frame, generation);
        expect(toFrame(fromFrame({ x, y }, profile, context), profile, context)).toEqual({ x, y });
      }),
      { numRuns: 1_000 },
    );
  });

  it("never names a place outside of the frame", () => {
    const number = fc.oneof(fc.double(), fc.integer({ min: -3_000, max: 8_000 }));
    fc.assert(
      fc.property(size, number, number, (frame, x, y) => {
        const place = toFrame([x, y], profile, contextFor(frame, generation));
        if (place === undefined) return;
        expect(place.x).toBeGreaterThanOrEqual(0);
        expect(place.y).toBeGreaterThanOrEqual(0);
        expect(place.x).toBeLessThanOrEqual(frame.width - 1);
        expect(place.y).toBeLessThanOrEqual(frame.height - 1);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("what a dialect has no words for", () => {
  const context = contextFor({ width: 1_428, height: 896 }, "7b");
  const seven = createFaraDialect({ generation: "7b" });
  it.each<[string, Decision]>([
    ["an empty batch", { type: "act", actions: [] }],
    ["the middle button", { type: "act", actions: [{ type: "click", x: 1, y: 2, button: "middle" }] }],
    ["held keys", { type: "act", actions: [{ type: "click", x: 1, y: 2, keys: ["Shift"] }] }],
    ["another amount", { type: "act", actions: [{ type: "scroll", x: 7, y: 9, deltaX: 0, deltaY: 100 }] }],
    ["another place for the wheel", { type: "act", actions: [{ type: "scroll", x: 1, y: 1, deltaX: 0, deltaY: 400 }] }],
    ["a zoom", { type: "act", actions: [{ type: "zoom", region: { x: 0, y: 0, width: 5, height: 5 } }] }],
    [
      "two clicks",
      {
        type: "act",
        actions: [
          { type: "click", x: 1, y: 2 },
          { type: "click", x: 1, y: 2 },
        ],
      },
    ],
    ["a question", { type: "ask", question: "Which?" }],
    ["an error", { type: "invalid", problem: "No." }],
  ])("is %s", (_, decision) => {
    expect(seven.encode(decision, context)).toBeUndefined();
  });
});
