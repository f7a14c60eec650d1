import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openRunLog } from "../log/open-run-log.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { pruneRunLogs } from "./prune-run-logs.ts";

const now = () => Date.UTC(2026, 0, 31);

/** Logs that are ten, twenty and thirty days old, the oldest of them open, among files that are none. */
async function oldLogs() {
  const folder = temporaryFolder();
  const names = ["age10.jsonl", "age20.log", "age30.jsonl"];
  const logs = await Promise.all(
    names.map(async (name) => {
      const log = await openRunLog(join(folder, name), { format: "text" });
      await log.append({ type: "items", items: ["x".repeat(1_000)] });
      return log;
    }),
  );
  await Promise.all(logs.slice(0, 2).map((log) => log.close()));
  for (const name of ["notes.jsonl", "age40.jsonl.backup"]) writeFileSync(join(folder, name), '{"type":"session"}\n');
  mkdirSync(join(folder, "folder.jsonl"));
  const dated = [...names, "notes.jsonl", "age40.jsonl.backup"];
  for (const [index, name] of dated.entries()) {
    const time = new Date(now() - (index + 1) * 10 * 86_400_000);
    utimesSync(join(folder, name), time, time);
  }
  const others = ["age40.jsonl.backup", "folder.jsonl", "notes.jsonl"];
  return { folder, others, open: logs[2], size: statSync(join(folder, "age10.jsonl")).size };
}

describe("pruneRunLogs", { timeout: 30_000 }, () => {
  it("deletes what is too old, but never a log that is open nor anything else", async () => {
    const { folder, others, open, size } = await oldLogs();
    expect(await pruneRunLogs(folder, { maximumAgeDays: 15, now })).toEqual({ removed: 1, bytes: size });
    expect(readdirSync(folder)).toEqual(["age10.jsonl", "age30.jsonl", "age30.jsonl.lock", ...others].toSorted());
    await open?.append({ type: "items", items: ["still there"] });
    await open?.close();
    await pruneRunLogs(folder, { maximumBytes: 0 });
    expect(readdirSync(folder)).toEqual(others);
  });

  it("deletes the oldest where there is too much: what is open counts, and stays", async () => {
    const { folder, open, size } = await oldLogs();
    expect((await pruneRunLogs(folder, { maximumBytes: 3 * size, now })).removed).toBe(0);
    expect((await pruneRunLogs(folder, { maximumBytes: 2 * size, now })).removed).toBe(1);
    expect(
      readdirSync(folder).filter((name) => name.startsWith("age") && statSync(join(folder, name)).size === size),
    ).toEqual(["age10.jsonl", "age30.jsonl"]);
    await open?.close();
  });

  it("finds nothing in a directory that is not there, and refuses what is no number", async () => {
    const folder = join(temporaryFolder(), "absent");
    expect(await pruneRunLogs(folder, { maximumBytes: 0 })).toEqual({ removed: 0, bytes: 0 });
    await expect(pruneRunLogs(folder, { maximumBytes: Number.NaN })).rejects.toMatchObject({
      code: "invalid-option",
      message:
        "The option maximumBytes must be a number from 0 up. Give such a number, or leave the option out for no limit.",
    });
  });
});
