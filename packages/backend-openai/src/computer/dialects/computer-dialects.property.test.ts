import type { ActDecision, ComputerAction, DialectContext } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computerDialect } from "./computer-dialect.ts";
import { computerUsePreviewDialect } from "./computer-use-preview-dialect.ts";
import type { OpenaiComputerAction, OpenaiComputerCall } from "./openai-computer-call.ts";

const frame = { width: 1440, height: 900 };
const contexts: fc.Arbitrary<DialectContext> = fc.constantFrom<DialectContext>(
  { frame },
  { frame, sent: { width: 720, height: 450 } },
  { frame, sent: { width: 1024, height: 768 } },
  { frame, sent: { width: 2_880, height: 1_800 } },
);

const keyName = fc.constantFrom("CTRL", "Shift", "a", "/", "ENTER", "é");
const heldKeys = fc.option(fc.array(keyName, { minLength: 1, maxLength: 3 }), { nil: undefined });
const text = fc.string({ unit: "binary" });
const distance = fc.integer({ min: -5_000, max: 5_000 });

/** The record without what is `undefined`, as the wire and our actions have it. */
function compact<Fields extends object>(fields: Fields): Fields {
  return JSON.parse(JSON.stringify(fields));
}

function place({ width, height }: { readonly width: number; readonly height: number }) {
  return { x: fc.integer({ min: 0, max: width - 1 }), y: fc.integer({ min: 0, max: height - 1 }) };
}

/** Actions that the wire has words for, in the form in which they are read. */
const action: fc.Arbitrary<ComputerAction> = fc
  .oneof(
    fc.record({
      type: fc.constant("click" as const),
      ...place(frame),
      button: fc.constantFrom(undefined, "right", "middle", "back", "forward"),
      keys: heldKeys,
    }),
    fc.record({ type: fc.constant("click" as const), ...place(frame), count: fc.constant(2), keys: heldKeys }),
    fc.record({ type: fc.constant("move" as const), ...place(frame), keys: heldKeys }),
    fc.record({
      type: fc.constant("drag" as const),
      path: fc.array(fc.record(place(frame)), { minLength: 2 }),
      keys: heldKeys,
    }),
    fc.record({
      type: fc.constant("scroll" as const),
      ...place(frame),
      deltaX: distance,
      deltaY: distance,
      keys: heldKeys,
    }),
    fc.record({ type: fc.constant("type" as const), text }),
    fc.record({ type: fc.constant("key" as const), keys: fc.array(keyName, { minLength: 1, maxLength: 3 }) }),
    fc.constant({ type: "wait" as const, milliseconds: 1_000 }),
    fc.constant({ type: "screenshot" as const }),
  )
  .map(compact) as fc.Arbitrary<ComputerAction>;

const check = fc.record(
  { id: fc.string({ minLength: 1 }), code: fc.string(), message: fc.string() },
  { requiredKeys: ["id"], noNullPrototype: true },
);

function decisions(maximumActions: number): fc.Arbitrary<ActDecision> {
  return fc
    .record({
      type: fc.constant("act" as const),
      actions: fc.array(action, { minLength: 1, maxLength: maximumActions }),
      safetyChecks: fc.option(fc.array(check, { minLength: 1, maxLength: 2 }), { nil: undefined }),
    })
    .map(compact) as fc.Arbitrary<ActDecision>;
}

/** Valid actions of the wire for a picture of a size. */
function wireActions(sent: { readonly width: number; readonly height: number }): fc.Arbitrary<OpenaiComputerAction> {
  const at = place(sent);
  return fc
    .oneof(
      fc.record({
        type: fc.constant("click" as const),
        button: fc.constantFrom("left", "right", "wheel", "back", "forward"),
        ...at,
        keys: heldKeys,
      }),
      fc.record({ type: fc.constant("double_click" as const), ...at, keys: heldKeys.map((keys) => keys ?? null) }),
      fc.record({
        type: fc.constant("drag" as const),
        path: fc.array(fc.record(at), { minLength: 2 }),
        keys: heldKeys,
      }),
      fc.record({ type: fc.constant("keypress" as const), keys: fc.array(keyName, { minLength: 1 }) }),
      fc.record({ type: fc.constant("move" as const), ...at, keys: heldKeys }),
      fc.record({
        type: fc.constant("scroll" as const),
        ...at,
        scroll_x: distance,
        scroll_y: distance,
        keys: heldKeys,
      }),
      fc.record({ type: fc.constant("type" as const), text }),
      fc.constantFrom({ type: "screenshot" as const }, { type: "wait" as const }),
    )
    .map(compact) as fc.Arbitrary<OpenaiComputerAction>;
}

const pending = fc.array(check, { maxLength: 2 }).map(compact);
const callsInContext = contexts.chain((context) =>
  fc
    .record({
      type: fc.constant("computer_call" as const),
      actions: fc.array(wireActions(context.sent ?? frame), { minLength: 1, maxLength: 4 }),
      pending_safety_checks: pending,
    })
    .map((call) => ({ context, call })),
);

/** Every place that an action names. */
function placesOf(asked: ComputerAction): readonly { readonly x: number; readonly y: number }[] {
  if (asked.type === "drag") return asked.path;
  return asked.type === "click" || asked.type === "move" || asked.type === "scroll" ? [asked] : [];
}

function expectInside(asked: ComputerAction): void {
  for (const { x, y } of placesOf(asked)) {
    expect(x >= 0 && x < frame.width && y >= 0 && y < frame.height).toBe(true);
  }
}

describe("round trips", () => {
  it.each([
    [computerDialect, 4],
    [computerUsePreviewDialect, 1],
  ])("reads what it has written as the same decision: $name", (dialect, maximumActions) => {
    fc.assert(
      fc.property(decisions(maximumActions), (decision) => {
        const call = dialect.encode(decision, { frame });
        expect(call).toBeDefined();
        if (call !== undefined) expect(dialect.decode(call, { frame })).toEqual(decision);
      }),
    );
  });

  it("writes only what it reads as the same, whatever the size that was sent", () => {
    fc.assert(
      fc.property(decisions(2), contexts, (decision, context) => {
        const call = computerDialect.encode(decision, context);
        if (call !== undefined) expect(computerDialect.decode(call, context)).toEqual(decision);
      }),
    );
  });

  it("writes what it has read as it came", () => {
    fc.assert(
      fc.property(callsInContext, ({ context, call }) => {
        expect(computerDialect.encode(computerDialect.decode(call, context), context)).toEqual(call);
        const [action, ...others] = call.actions;
        if (action === undefined || others.length > 0) return;
        const { actions: _, ...rest } = call;
        const single: OpenaiComputerCall = { ...rest, action };
        const { decode, encode } = computerUsePreviewDialect;
        expect(encode(decode(single, context), context)).toEqual(single);
      }),
    );
  });
});

/** Replaces one value somewhere in a JSON value, or takes it out. */
function mutated(value: unknown, path: readonly number[], replacement: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== "object" || value === null) return replacement;
  const keys = Object.keys(value);
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((entry, index) => (String(index) === key ? mutated(entry, rest, replacement) : entry));
  const entries = Object.entries(value).map(([name, entry]) => [
    name,
    name === key ? mutated(entry, rest, replacement) : entry,
  ]);
  return Object.fromEntries(entries);
}

const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(undefined, Number.NaN, Number.POSITIVE_INFINITY, -1e9, 1e9, 1439.9, -5, 1445, "__proto__", {
    toString: 1,
  }),
);
const mutations = fc
  .tuple(callsInContext, fc.array(fc.nat(6), { minLength: 1, maxLength: 5 }), anything)
  .map(([{ context, call }, path, replacement]) => ({ context, call: mutated(call, path, replacement) }));

it.each([computerDialect, computerUsePreviewDialect])(
  "survives 20,000 mutations and stays inside the frame: $name",
  (dialect) => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(mutations, ({ context, call }) => {
        const decision = dialect.decode(call as OpenaiComputerCall, context);
        seen.add(decision.type);
        if (decision.type === "act") for (const asked of decision.actions) expectInside(asked);
        else expect(decision).toMatchObject({ type: "invalid", problem: expect.stringContaining("Allowed actions: ") });
      }),
      { numRuns: 20_000 },
    );
    expect([...seen].sort()).toEqual(["act", "invalid"]);
  },
  60_000,
);
