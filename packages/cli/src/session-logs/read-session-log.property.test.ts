import { MassGenError } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { responsesItems } from "../testing/conversations.ts";
import { type TestFolder, withFolder } from "../testing/with-folder.ts";
import { readSessionLog } from "./read-session-log.ts";
import type { SessionLog } from "./session-log.ts";

const text = [{ type: "text", text: "Words." }];

/** A whole log of each kind, as lines. */
const logs: Readonly<Record<string, readonly string[]>> = {
  "claude-code": claudeRecords().map((record) => JSON.stringify(record)),
  codex: [
    { timestamp: "t", type: "session_meta", payload: { id: "1" } },
    ...responsesItems().map((payload) => ({ timestamp: "t", type: "response_item", payload })),
    { timestamp: "t", type: "compacted", payload: { message: "Short." } },
  ].map((record) => JSON.stringify(record)),
  "massgen-log": [
    { type: "session", log: "massgen-run-log", version: 1, format: "openai-responses", sequence: 0, time: "t" },
    ...responsesItems().map((item) => ({ type: "items", items: [item] })),
    { type: "rewind", items: 20 },
  ].map((record) => JSON.stringify(record)),
  lines: responsesItems().map((item) => JSON.stringify(item)),
  document: JSON.stringify({ items: responsesItems() }, null, 1).split("\n"),
};

function claudeRecords(): readonly object[] {
  return Array.from({ length: 24 }, (_, step) => {
    const link = { uuid: `u${step}`, parentUuid: step === 0 ? null : `u${step - 1}`, sessionId: "s" };
    const id = `t${Math.floor(step / 4)}`;
    switch (step % 4) {
      case 0:
        return { ...link, type: "user", message: { role: "user", content: "Go on." } };
      case 1:
        return { ...link, type: "assistant", message: { id: `m${step}`, role: "assistant", content: text } };
      case 2: {
        const content = [{ type: "tool_use", id, name: "Read", input: {} }];
        return { ...link, type: "assistant", message: { id: `m${step - 1}`, role: "assistant", content } };
      }
      default: {
        const content = [{ type: "tool_result", tool_use_id: id, content: "ok" }];
        return { ...link, type: "user", message: { role: "user", content } };
      }
    }
  });
}

/** One thing that goes wrong with a log. */
type Damage = (lines: readonly string[]) => readonly string[];

const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.nat().map(withoutLine),
  fc.tuple(fc.nat(), fc.nat()).map(
    ([from, to]): Damage =>
      (lines) =>
        lines.toSpliced(place(to, lines), 0, at(from, lines)),
  ),
  fc.nat().map(cutOff),
  // What no version wrote.
  fc.tuple(fc.nat(), fc.oneof(fc.json(), fc.string())).map(
    ([to, text]): Damage =>
      (lines) =>
        lines.toSpliced(place(to, lines), 0, text),
  ),
  fc.tuple(fc.nat(), fc.nat(), fc.jsonValue()).map(
    ([to, field, value]): Damage =>
      (lines) =>
        lines.toSpliced(place(to, lines), 1, otherValue(at(to, lines), field, value)),
  ),
);

function place(number: number, lines: readonly string[]): number {
  return number % Math.max(1, lines.length);
}

function at(number: number, lines: readonly string[]): string {
  return lines[place(number, lines)] ?? "";
}

function withoutLine(number: number): Damage {
  return (lines) => lines.toSpliced(place(number, lines), 1);
}

/** Cuts the file off anywhere, mostly within a line. */
function cutOff(length: number): Damage {
  return (lines) => {
    const whole = lines.join("\n");
    return whole.slice(0, length % (whole.length + 1)).split("\n");
  };
}

function otherValue(line: string, field: number, value: unknown): string {
  try {
    const record: unknown = JSON.parse(line);
    if (typeof record !== "object" || record === null) return line;
    const inner = Object.entries(record).find(
      ([, held]) => typeof held === "object" && held !== null && field % 2 === 0,
    );
    const [key, target] = inner ?? ["", record];
    const names = Object.keys(target as object);
    const changed = { ...(target as object), [names[field % Math.max(1, names.length)] ?? "x"]: value };
    return JSON.stringify(inner === undefined ? changed : { ...record, [key]: changed });
  } catch {
    return line;
  }
}

/** What holds of every session, whatever it was read from. */
function check({ items, calls, adapter, skipped }: SessionLog): void {
  const open = new Map<string, number>();
  for (const item of items) {
    const { calls: made, results } = adapter.describe(item);
    for (const { id } of made) open.set(id, (open.get(id) ?? 0) + 1);
    for (const { callId } of results) {
      expect(open.get(callId) ?? 0).toBeGreaterThan(0);
      open.set(callId, (open.get(callId) ?? 0) - 1);
    }
  }
  expect(calls.length).toBeGreaterThan(0);
  let before = 1;
  for (const { afterItem } of calls) {
    expect(afterItem).toBeGreaterThanOrEqual(before);
    expect(afterItem).toBeLessThanOrEqual(items.length);
    before = afterItem;
  }
  for (const { count } of skipped) expect(count).toBeGreaterThan(0);
}

async function readOrExplain(folder: TestFolder, content: string): Promise<void> {
  await folder.write("log", content);
  try {
    check(await readSessionLog(`${folder.path}/log`));
  } catch (error) {
    if (!MassGenError.isInstance(error)) throw error;
    expect(error.code).toBe("invalid-input");
  }
}

describe("readSessionLog, whatever becomes of a log", { timeout: 60_000 }, () => {
  it.each(Object.entries(logs))("reads what it can of a log of %s, or says why not", (_, lines) =>
    withFolder({}, async (folder) => {
      await fc.assert(
        fc.asyncProperty(fc.array(damage, { maxLength: 6 }), async (damages) => {
          const damaged = damages.reduce<readonly string[]>((left, apply) => apply(left), lines);
          await readOrExplain(folder, damaged.join("\n"));
        }),
        { numRuns: 150 },
      );
    }),
  );

  it("reads any bytes, or says why not", () =>
    withFolder({}, async (folder) => {
      await fc.assert(
        fc.asyncProperty(fc.oneof(fc.string(), fc.json(), fc.string({ unit: "binary" })), (content) =>
          readOrExplain(folder, content),
        ),
        { numRuns: 200 },
      );
    }));
});
