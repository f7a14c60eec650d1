import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { messages } from "../testing/compaction-record.ts";
import { type Faults, faultyFiles } from "../testing/faulty-files.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { openRunLog } from "./open-run-log.ts";
import { readRunLog } from "./read-run-log.ts";

const failures: readonly { readonly when: string; readonly faults: Faults }[] = [
  { when: "the disk is full from the first byte", faults: { write: { code: "ENOSPC", bytes: 0 } } },
  { when: "the disk is full after half a line", faults: { write: { code: "ENOSPC", bytes: 25 } } },
  { when: "the whole line is written but not synced", faults: { datasync: "ENOSPC" } },
  {
    when: "half a line stays because it cannot be cut off",
    faults: { write: { code: "ENOSPC", bytes: 25 }, truncate: "EIO" },
  },
];

describe("a run log whose disk fails", { timeout: 30_000 }, () => {
  it.each(failures)("rejects, keeps what was there, and goes on once it can: $when", async ({ faults }) => {
    const path = join(temporaryFolder(), "run.jsonl");
    const current: Faults = {};
    const log = await openRunLog<unknown>(path, { format: "openai-responses", files: faultyFiles(current) });
    await log.append({ type: "items", items: messages(0, 2) });
    const before = readFileSync(path);

    Object.assign(current, faults);
    const lost = [2, 3].map((number) => log.append({ type: "items", items: messages(number, number + 1) }));
    await expect(lost[0]).rejects.toMatchObject({
      code: "disk-full",
      message: "The run log could not be written: ENOSPC. Free some space on the disk, then try again.",
    });
    await expect(lost[1]).rejects.toMatchObject({ problem: expect.stringContaining("could not be written") });
    expect(log.conversation()).toEqual(messages(0, 2));
    if (faults.truncate === undefined && faults.datasync === undefined) expect(readFileSync(path)).toEqual(before);

    for (const name of ["write", "datasync", "truncate"] as const) delete current[name];
    await log.append({ type: "items", items: messages(4, 5) });
    await log.close();
    const again = await readRunLog(path);
    expect(again.conversation()).toEqual([...messages(0, 2), ...messages(4, 5)]);
    expect(again.reading.tornBytes).toBe(0);
  });

  it("opens again where it ended on half a line that could not be cut off", async () => {
    const path = join(temporaryFolder(), "run.jsonl");
    const current: Faults = {};
    const log = await openRunLog(path, { format: "openai-responses", files: faultyFiles(current) });
    await log.append({ type: "items", items: messages(0, 2) });
    Object.assign(current, { write: { code: "EIO", bytes: 25 }, truncate: "EIO" } satisfies Faults);
    await expect(log.append({ type: "items", items: messages(2, 3) })).rejects.toMatchObject({
      code: "storage-failed",
    });
    await log.close();
    const again = await openRunLog(path, { format: "openai-responses" });
    expect(again.reading.tornBytes).toBe(25);
    expect(again.conversation()).toEqual(messages(0, 2));
    await again.close();
  });

  it("is not opened, and not left locked, where its header cannot be written", async () => {
    const path = join(temporaryFolder(), "run.jsonl");
    const files = faultyFiles({ datasync: "ENOSPC" });
    await expect(openRunLog(path, { format: "x", files })).rejects.toMatchObject({ code: "disk-full" });
    const log = await openRunLog(path, { format: "openai-responses" });
    expect(log.header.format).toBe("openai-responses");
    await log.close();
  });

  it("says that the place may not be written to", async () => {
    const path = join(temporaryFolder(), "run.jsonl");
    await expect(openRunLog(path, { format: "x", files: faultyFiles({ open: "EACCES" }) })).rejects.toMatchObject({
      code: "permission-denied",
      message:
        "The run log could not be opened: EACCES. Give this user the right to write there, or name another place.",
    });
  });

  it("keeps everything where it cannot be cleared", async () => {
    const path = join(temporaryFolder(), "run.jsonl");
    const current: Faults = {};
    const log = await openRunLog(path, { format: "openai-responses", files: faultyFiles(current) });
    await log.append({ type: "items", items: messages(0, 2) });
    current.truncate = "EIO";
    await expect(log.clear()).rejects.toMatchObject({ code: "storage-failed" });
    expect(log.conversation()).toEqual(messages(0, 2));
    delete current.truncate;
    await log.append({ type: "items", items: messages(2, 3) });
    await log.close();
    expect((await readRunLog(path)).conversation()).toEqual(messages(0, 3));
  });
});
