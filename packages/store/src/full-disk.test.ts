import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { ArchiveEntry } from "@massgen/core";
import { afterAll, describe, expect, it } from "vitest";
import { createFileArchive } from "./archive/create-file-archive.ts";
import { openRunLog } from "./log/open-run-log.ts";
import { readRunLog } from "./log/read-run-log.ts";
import { needs } from "./testing/needs.ts";
import { createSmallDisk } from "./testing/small-disk.ts";

const disk = createSmallDisk();
afterAll(() => disk.remove());

const big = "0123456789abcdef".repeat(2_000);

describe("a disk that is really full", needs(disk.absence), () => {
  it("takes what a log can hold, and keeps it readable", async () => {
    const path = join(disk.folder, "run.jsonl");
    const log = await openRunLog<string>(path, { format: "text" });
    let appended = 0;
    const fill = async () => {
      for (; appended < 50; appended += 1) await log.append({ type: "items", items: [`${appended} ${big}`] });
    };
    await expect(fill()).rejects.toMatchObject({ code: "disk-full" });
    expect(appended).toBeGreaterThan(1);
    expect(log.conversation()).toHaveLength(appended);
    await log.append({ type: "rewind", items: 1 });
    await log.clear();
    await log.append({ type: "items", items: ["there is room again"] });
    await log.close();
    const again = await readRunLog(path);
    expect(again.conversation()).toEqual(["there is room again"]);
    expect(again.reading.tornBytes).toBe(0);
  });

  it("takes what an archive can hold, and keeps it readable", async () => {
    const folder = join(disk.folder, "archive");
    const archive = createFileArchive(folder);
    let stored = 0;
    const fill = async () => {
      for (; stored < 50; stored += 1) await archive.put([entryOf(`entry${stored}`)]);
    };
    await expect(fill()).rejects.toMatchObject({
      code: "disk-full",
      message: "The archive could not be written: ENOSPC. Free some space on the disk, then try again.",
    });
    expect(stored).toBeGreaterThan(1);
    for (let index = 0; index < stored; index += 1) expect(await archive.get(`entry${index}`)).toBeDefined();
    expect(await archive.get(`entry${stored}`)).toBeUndefined();
    expect(readdirSync(folder)).toHaveLength(stored);
    expect(await archive.search("entry1")).not.toEqual([]);
    await archive.clear();
    await archive.put([entryOf("again")]);
    expect(await archive.get("again")).toEqual(entryOf("again"));
  });
});

function entryOf(id: string): ArchiveEntry {
  return { id, format: "text", items: [`${id} ${big}`], texts: [`${id} ${big}`], tokens: 8_000 };
}
