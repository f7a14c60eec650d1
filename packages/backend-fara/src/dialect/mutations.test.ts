import type { ComputerAction, Decision, DialectContext, Point } from "@massgen/core";
import { expect, it } from "vitest";
import { call } from "../test-support/turns.ts";
import { createFaraDialect } from "./create-fara-dialect.ts";

const frame = { width: 1_280, height: 720 };
const context: DialectContext = { frame, sent: { width: 1_288, height: 728 }, cursor: { x: 5, y: 5 } };
const dialects = [createFaraDialect({ generation: "7b" }), createFaraDialect({ generation: "1.5" })] as const;

const valid = [
  call({ action: "left_click", coordinate: [640, 360] }),
  call({ action: "type", text: 'a "quoted" {text}', coordinate: [12, 700], press_enter: false }),
  call({ action: "left_click_drag", coordinate: [999, 1] }),
  call({ action: "scroll", pixels: -300 }),
  call({ action: "key", keys: ["Control", "a"] }),
  call({ action: "wait", time: 2 }),
  call({ action: "visit_url", url: "https://example.org" }),
  call({ action: "terminate", status: "success", answer: "12" }),
  "<tool_call>\n<function=computer_use>\n<parameter=action>\nleft_click\n</parameter>\n<parameter=coordinate>\n[7, 9]\n</parameter>\n</function>\n</tool_call>",
];
const pieces = [
  ..."{}[]()\"',:\\-+.eE0123456789 \n<>/`=é\u0000",
  "null",
  "NaN",
  "Infinity",
  "1e999",
  "-99999999",
  "<tool_call>",
  "</tool_call>",
  "```json",
  "</think>",
  "{{",
  "}}",
  '"action": ',
  '"coordinate": ',
  "__proto__",
  "\ud800",
];

/** The same numbers each time: mulberry32. Shrinking would cost more than the reading. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below) | 0;
  };
}

/** Makes one small change: something put in, taken out, doubled, or put in the place of something else. */
function mutate(text: string, random: (below: number) => number): string {
  const kind = random(4);
  const start = random(text.length + 1);
  const end = Math.min(start + 1 + random(12), text.length);
  const piece = pieces[random(pieces.length)] ?? "";
  const added = kind === 0 || kind === 3 ? piece : kind === 2 ? text.slice(start, end).repeat(2) : "";
  return text.slice(0, start) + added + text.slice(kind === 0 ? start : end);
}

function placesOf(action: ComputerAction): readonly Point[] {
  if (action.type === "drag") return action.path;
  return "x" in action && action.x !== undefined && action.y !== undefined ? [{ x: action.x, y: action.y }] : [];
}

function isSound(decision: Decision): boolean {
  if (decision.type !== "act") return true;
  return (
    decision.actions.length > 0 &&
    decision.actions.every((action) => {
      const isInside = placesOf(action).every(
        ({ x, y }) => x >= 0 && y >= 0 && x <= frame.width - 1 && y <= frame.height - 1,
      );
      const isBounded = action.type !== "scroll" || Number.isFinite(action.deltaX + action.deltaY);
      return isInside && isBounded && (action.type !== "wait" || action.milliseconds <= 30_000);
    })
  );
}

it("reads 100,000 mutations of valid outputs without a crash and without an action outside of the frame", () => {
  const random = createRandom(7);
  const met = new Map<string, number>();
  for (let count = 0; count < 100_000; count += 1) {
    let mutated = valid[random(valid.length)] ?? "";
    for (let changes = random(6); changes >= 0; changes -= 1) mutated = mutate(mutated, random);
    const decision = dialects[count % 2 === 0 ? 0 : 1].decode(mutated, context);
    met.set(decision.type, (met.get(decision.type) ?? 0) + 1);
    if (!isSound(decision)) expect({ mutated, decision }).toBe("within the frame");
  }
  // Both outcomes must have been met, or nothing was tried.
  expect(met.get("act")).toBeGreaterThan(10_000);
  expect(met.get("invalid")).toBeGreaterThan(10_000);
}, 120_000);
