import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Decision, MassGenError } from "@massgen/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMemoryRunLog } from "../loop/memory-run-log.ts";
import { readPastRun } from "../loop/past-run.ts";
import { runScripted } from "../test-support/run-scripted.ts";
import { findPicture } from "./pictures.ts";
import { readRecords } from "./read-records.ts";
import { buildReplay } from "./replay/build-replay.ts";
import { writeReplay } from "./replay/write-replay.ts";
import { openRunFolder } from "./run-folder.ts";

const decisions: readonly Decision[] = [
  {
    type: "act",
    thoughts: "So.",
    criticalPoint: "It orders.",
    safetyChecks: [{ id: "c1", code: "malicious" }],
    actions: [
      { type: "click", x: 60, y: 35, count: 2, keys: ["Shift"] },
      { type: "type", text: "Ada" },
      { type: "scroll", x: 9, y: 9, deltaX: 0, deltaY: 9 },
    ],
  },
  { type: "act", actions: [JSON.parse('{"type":"drag"}'), JSON.parse("null")] },
  { type: "note", fact: "The code is 7." },
  { type: "ask", question: "Which?" },
  { type: "read-page", question: "Price?" },
  { type: "invalid", problem: "No." },
];

const junk = fc.oneof(
  fc.constantFrom<unknown[]>(null, true, -1, 1e308, 2 ** 53, "", "__proto__", "constructor", "</script>", [], {}, [
    null,
  ]),
  fc.jsonValue({ maxDepth: 2 }),
);
/** Where a value is changed, as a place in the order in which one comes to them, and to what; `undefined` takes it away. */
const change = fc.tuple(fc.nat(), fc.option(junk, { nil: undefined, freq: 4 }), fc.boolean());

function changed(value: unknown, place: { left: number }, to: unknown, isNew: boolean): unknown {
  place.left -= 1;
  if (place.left === -1) return isNew && typeof value === "object" && value !== null ? { ...value, extra: to } : to;
  if (Array.isArray(value)) return value.map((entry) => changed(entry, place, to, isNew));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, changed(entry, place, to, isNew)]));
}

/** Values in a value, itself included. */
function sizeOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce((size: number, entry) => size + sizeOf(entry), 1);
}

describe("a log that was altered", () => {
  let path: string;
  let lines: readonly string[];

  beforeAll(async () => {
    path = await mkdtemp(join(tmpdir(), "massgen-hostile-"));
    const folder = await openRunFolder(path);
    const approval = { approve: () => ({ type: "allow" }) as const };
    await runScripted(decisions, { log: folder, approval, onQuestion: () => "This." }).over();
    await folder.close();
    lines = (await readFile(join(path, "run.jsonl"), "utf8")).trimEnd().split("\n");
  });
  afterAll(() => rm(path, { recursive: true, force: true }));

  it("is read, replayed and resumed, or refused in words, whatever was altered", async () => {
    let refused = 0;
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(lines.length - 1), change, async (line, [place, to, isNew]) => {
        const record: unknown = JSON.parse(lines[line] ?? "");
        const altered = changed(record, { left: place % sizeOf(record) }, to, isNew);
        const text = lines.with(line, JSON.stringify(altered) ?? "").join("\n");
        await writeFile(join(path, "run.jsonl"), `${text}\n`);
        try {
          const records = await readRecords(path);
          expect(buildReplay(records).steps.length).toBeLessThanOrEqual(decisions.length + 1);
          readPastRun(records);
          await writeReplay(path);
          const resume = {
            ...createMemoryRunLog(records),
            getFrame: (id: string) => findPicture(join(path, "frames"), id),
          };
          const { result } = await runScripted([], { resume, budget: { steps: 9 } }).over();
          expect(result.fault?.code ?? "").not.toBe("unexpected");
          shown += 1;
        } catch (error) {
          if (!MassGenError.isInstance(error)) throw error;
          expect(["invalid-run", "no-run"]).toContain(error.code);
          refused += 1;
        }
      }),
      { numRuns: 300 },
    );
    expect(Math.min(refused, shown)).toBeGreaterThan(30);
  }, 60_000);
});
