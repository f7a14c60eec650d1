import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createMemoryRunLog } from "../loop/memory-run-log.ts";
import { plainPicture, recordRun } from "../test-support/record-run.ts";
import { readRecords } from "./read-records.ts";
import { openRunFolder } from "./run-folder.ts";

const decisions = [
  { type: "act", actions: [{ type: "click", x: 1, y: 2 }] },
  { type: "finish", status: "success", answer: "Yes." },
] as const;

async function temporaryFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "massgen-run-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

describe("openRunFolder", () => {
  it("keeps records and pictures, for their owner alone", async () => {
    const path = join(await temporaryFolder(), "deep", "run");
    const folder = await openRunFolder(path);
    expect(await folder.read()).toEqual([]);
    const memory = createMemoryRunLog();
    await recordRun(folder, decisions);
    await recordRun(memory, decisions);
    expect(await folder.read()).toEqual(await memory.read());
    expect(await folder.getFrame("1".padStart(64, "0"))).toEqual(Buffer.from(plainPicture(720, 450, 90)));
    expect(await folder.getFrame("f".repeat(64))).toBeUndefined();
    await folder.close();
    await folder.close();
    expect((await stat(join(path, "run.jsonl"))).mode & 0o777).toBe(0o600);
    const frames = await readdir(join(path, "frames"));
    expect(frames).toHaveLength(3);
    expect((await stat(join(path, "frames", frames[0] ?? ""))).mode & 0o777).toBe(0o600);
  });

  it("does not write over a run", async () => {
    const path = await temporaryFolder();
    await (await openRunFolder(path)).close();
    await expect(openRunFolder(path)).rejects.toThrow(
      `${path} already holds a run, or is no folder. Name a new folder, or take the run in it up again.`,
    );
    await writeFile(join(path, "file"), "");
    await expect(openRunFolder(join(path, "file", "run"))).rejects.toMatchObject({ code: "run-unwritable" });
  });

  it("reads a run that was cut at any byte, and goes on after its last whole record", async () => {
    const path = await temporaryFolder();
    const folder = await openRunFolder(path);
    await recordRun(folder, decisions);
    await folder.close();
    const file = join(path, "run.jsonl");
    const whole = await readFile(file);
    const first = whole.indexOf(0x0a) + 1;
    for (let end = whole.length; end > first; end -= 97) {
      await truncate(file, end);
      const complete = whole.subarray(0, end).toString().split("\n").length - 1;
      const read = await readRecords(path);
      // A record that lacks nothing but its line end is whole.
      expect([complete, complete + 1]).toContain(read.length);
      const again = await openRunFolder(path, { resume: true });
      await again.append({ type: "remark", text: "on", elapsedMilliseconds: 1 });
      expect((await again.read()).at(-1)).toMatchObject({ type: "remark" });
      expect(await again.read()).toHaveLength(complete + 1);
      await again.close();
      await writeFile(file, whole);
    }
  });

  it("says what is wrong where there is no run", async () => {
    const path = await temporaryFolder();
    await expect(readRecords(path)).rejects.toThrow(`${path} holds no run.`);
    await expect(openRunFolder(path, { resume: true })).rejects.toThrow(`${path} holds no run.`);
    await writeFile(join(path, "run.jsonl"), '{"type":"other"}\n');
    await expect(readRecords(path)).rejects.toThrow(`The run in ${path} cannot be read at its start.`);
  });

  it("does not pass over a record in the middle that was altered", async () => {
    const path = await temporaryFolder();
    const folder = await openRunFolder(path);
    await recordRun(folder, decisions);
    await folder.close();
    await appendFile(join(path, "run.jsonl"), '{"type":\n{"type":"remark","text":"x"}\n');
    await expect(readRecords(path)).rejects.toThrow("cannot be read at line");
  });

  it("lets no id of a picture leave its folder", async () => {
    const path = await temporaryFolder();
    const folder = await openRunFolder(path);
    const data = plainPicture(2, 2, 0);
    await folder.putFrame("../../evil", { id: "f", width: 2, height: 2, mediaType: "image/png", data });
    await folder.close();
    expect(await readdir(join(path, "frames"))).toEqual([`${Buffer.from("../../evil").toString("hex")}.png`]);
    expect(await folder.getFrame("../../evil")).toEqual(Buffer.from(data));
  });
});
