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

  it("opens a run that was cut at any byte", async () => {
    const path = await temporaryFolder();
    const folder = await openRunFolder(path);
    await recordRun(folder, decisions.slice(1), { task: "What does the ☕ kettle cost?" });
    await folder.close();
    const file = join(path, "run.jsonl");
    const whole = await readFile(file);
    for (let end = whole.length; end >= 0; end -= 1) {
      await writeFile(file, whole.subarray(0, end));
      const complete = whole.subarray(0, end).toString("latin1").split("\n").length - 1;
      const again = await openRunFolder(path, { resume: true });
      expect(await again.read(), `cut at ${end}`).toHaveLength(complete);
      await again.close();
    }
    await expect(readRecords(path)).rejects.toMatchObject({ code: "no-run" });
  }, 60_000);

  it("keeps texts with all that may end a line elsewhere", async () => {
    const path = await temporaryFolder();
    const folder = await openRunFolder(path);
    const fact = "one\u2028two\u2029three\u0085four\r\nfive\rsix\u000b";
    await recordRun(folder, [{ type: "note", fact }]);
    expect((await folder.read()).find((record) => record.type === "step")).toMatchObject({ decision: { fact } });
    await folder.close();
  });

  it("keeps an output of 10 MB", async () => {
    const path = await temporaryFolder();
    const folder = await openRunFolder(path);
    await recordRun(folder, decisions);
    const text = "x".repeat(10_000_000);
    await folder.append({ type: "remark", text, elapsedMilliseconds: 1 });
    await folder.append({ type: "remark", text: "last", elapsedMilliseconds: 2 });
    await folder.close();
    const records = await readRecords(path);
    expect(records.slice(-2)).toMatchObject([{ text }, { text: "last" }]);
  });

  it("takes a picture that a crash has emptied for one that is not there, and keeps it again", async () => {
    const path = await temporaryFolder();
    const folder = await openRunFolder(path);
    const id = "a".repeat(64);
    const frame = { id: "f", width: 2, height: 2, mediaType: "image/png", data: plainPicture(2, 2, 0) } as const;
    await folder.putFrame(id, frame);
    await truncate(join(path, "frames", `${id}.png`));
    expect(await folder.getFrame(id)).toBeUndefined();
    await folder.putFrame(id, frame);
    expect(await folder.getFrame(id)).toEqual(Buffer.from(frame.data));
    await folder.close();
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
    await expect(readdir(path)).resolves.toEqual([]);
    await writeFile(join(path, "run.jsonl"), '{"type":"other"');
    await expect(openRunFolder(path, { resume: true })).rejects.toMatchObject({ code: "invalid-run" });
    expect(await readFile(join(path, "run.jsonl"), "utf8")).toBe('{"type":"other"');
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
