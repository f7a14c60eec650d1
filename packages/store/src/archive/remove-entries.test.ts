import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ArchiveEntry, MassGenError } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { createFileArchive } from "./create-file-archive.ts";

const day = 86_400_000;

describe("what goes from a file archive", { timeout: 30_000 }, () => {
  const now = Date.UTC(2026, 0, 31);

  /** Three entries of other processes, ten, twenty and thirty days old, among files that are none. */
  function oldArchive() {
    const folder = temporaryFolder();
    for (const age of [10, 20, 30]) {
      const path = join(folder, `age${age}.massgen.json`);
      writeFileSync(path, JSON.stringify({ version: 1, ...entryOf(`age${age}`, "x".repeat(1_000)) }));
      touch(path, age);
    }
    const others = ["package.json", "age9.massgen.json.backup", ".massgen-notes.tmp", "Age1.massgen.json"];
    for (const name of others) {
      writeFileSync(join(folder, name), "{}");
      touch(join(folder, name), 99);
    }
    mkdirSync(join(folder, "folder"));
    const entries = () => readdirSync(folder).filter((name) => /^age\d+\.massgen\.json$/.test(name));
    return {
      folder,
      entries,
      others: [...others, "folder"],
      archive: createFileArchive(folder, { now: () => now }),
    };
  }

  function touch(path: string, days: number): void {
    const time = new Date(now - days * day);
    utimesSync(path, time, time);
  }

  it("is what is too old", async () => {
    const { archive, entries } = oldArchive();
    expect((await archive.prune({ maximumAgeDays: 20 })).removed).toBe(1);
    expect(entries()).toEqual(["age10.massgen.json", "age20.massgen.json"]);
    expect(await archive.get("age30")).toBeUndefined();
  });

  it("is the oldest, where there is too much", async () => {
    const { archive, entries, folder } = oldArchive();
    const size = statSync(join(folder, "age10.massgen.json")).size;
    expect(await archive.prune({ maximumBytes: 2 * size })).toEqual({ removed: 1, bytes: size });
    expect(entries()).toEqual(["age10.massgen.json", "age20.massgen.json"]);
    expect(await archive.prune({})).toEqual({ removed: 0, bytes: 0 });
  });

  it("is not what this archive has put, and an entry that was put again is as new", async () => {
    const { archive, entries, folder } = oldArchive();
    await archive.put([entryOf("age30", "x".repeat(1_000))]);
    await archive.prune({ maximumBytes: 0 });
    expect(entries()).toEqual(["age30.massgen.json"]);
    await createFileArchive(folder, { now: () => now }).prune({ maximumAgeDays: 1 });
    expect(entries()).toEqual(["age30.massgen.json"]);
  });

  it("is everything that is the archive's and nothing else, where it is cleared", async () => {
    const { archive, folder, others } = oldArchive();
    const unfinished = ".massgen-00000000-0000-4000-8000-000000000000.tmp";
    writeFileSync(join(folder, unfinished), "{");
    await archive.clear();
    expect(readdirSync(folder).toSorted()).toEqual(others.toSorted());
    expect(await archive.search("x")).toEqual([]);
  });

  it("is what a writer that died left unfinished, once it is an hour old", async () => {
    const { archive, folder } = oldArchive();
    const names = [0, 1].map((digit) => `.massgen-00000000-0000-4000-8000-00000000000${digit}.tmp`);
    for (const [index, name] of names.entries()) {
      writeFileSync(join(folder, name), "{");
      touch(join(folder, name), index / 2);
    }
    await archive.prune({});
    expect(readdirSync(folder).filter((name) => names.includes(name))).toEqual([names[0]]);
  });

  it.each([{ maximumBytes: -1 }, { maximumAgeDays: Number.NaN }])("is nothing by %j", async (retention) => {
    const { archive, entries } = oldArchive();
    const error = await archive.prune(retention).catch((reason: unknown) => reason);
    expect(MassGenError.isInstance(error) && error.code).toBe("invalid-option");
    expect(entries()).toHaveLength(3);
  });
});

function entryOf(id: string, text: string): ArchiveEntry {
  return { id, format: "openai-responses", items: [{ role: "user", content: text }], texts: [text], tokens: 10 };
}
