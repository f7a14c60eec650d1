import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ArchiveEntry } from "@massgen/core";
import { describeArchive } from "@massgen/core/testing";
import { describe, expect, it } from "vitest";
import { type Faults, faultyFiles } from "../testing/faulty-files.ts";
import { needs, noModes } from "../testing/needs.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { createFileArchive } from "./create-file-archive.ts";

describeArchive("createFileArchive", () => createFileArchive(join(temporaryFolder(), "archive")));

describe("createFileArchive", { timeout: 30_000 }, () => {
  it("shares its entries with every other process, at once", async () => {
    const folder = temporaryFolder();
    const [one, other] = [createFileArchive(folder), createFileArchive(folder)];
    await one.put([entryOf("aa", "alpha")]);
    expect(await other.get("aa")).toEqual(entryOf("aa", "alpha"));
    expect(await other.search("alpha")).toHaveLength(1);
    await one.put([entryOf("bb", "alpha too")]);
    expect(await other.search("alpha")).toHaveLength(2);
    await one.clear();
    expect(await other.search("alpha")).toEqual([]);
  });

  it("makes its directory when it is first needed", async () => {
    const folder = join(temporaryFolder(), "deep", "archive");
    const archive = createFileArchive(folder);
    expect(await archive.search("anything")).toEqual([]);
    expect(await archive.get("aa")).toBeUndefined();
    expect(await archive.prune({ maximumBytes: 0 })).toEqual({ removed: 0, bytes: 0 });
    await archive.clear();
    expect(statSync(folder, { throwIfNoEntry: false })).toBeUndefined();
    await archive.put([entryOf("aa", "alpha")]);
    expect(readdirSync(folder)).toEqual(["aa.massgen.json"]);
  });

  it("makes files and directories for their owner alone", needs(noModes), async () => {
    const folder = join(temporaryFolder(), "archive");
    await createFileArchive(folder).put([entryOf("aa", "alpha")]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, "aa.massgen.json")).mode & 0o777).toBe(0o600);
  });

  it("writes nothing of a batch with an id that leads elsewhere, or with an item that is no JSON", async () => {
    const folder = join(temporaryFolder(), "archive");
    const archive = createFileArchive(folder);
    for (const id of ["../x", "a/b", "a.b", "A", "-a", "", "x".repeat(129)]) {
      await expect(archive.put([entryOf("aa", "alpha"), entryOf(id, "x")])).rejects.toMatchObject({
        code: "invalid-archive-entry",
      });
    }
    expect(statSync(folder, { throwIfNoEntry: false })).toBeUndefined();
    await expect(archive.put([{ ...entryOf("bb", "x"), items: [1n] }])).rejects.toMatchObject({
      code: "invalid-archive-entry",
      message: "An archive entry cannot be written as JSON. Keep items to JSON values.",
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each<{ when: string; faults: Faults; code: string }>([
    { when: "the disk is full", faults: { write: { code: "ENOSPC", bytes: 9 } }, code: "disk-full" },
    { when: "nothing may be written", faults: { open: "EACCES" }, code: "permission-denied" },
    { when: "the last step fails", faults: { rename: "EIO" }, code: "storage-failed" },
  ])("rejects, keeps what was there, and leaves nothing half done where $when", async ({ faults, code }) => {
    const folder = temporaryFolder();
    const current: Faults = {};
    const archive = createFileArchive(folder, { files: faultyFiles(current) });
    await archive.put([entryOf("aa", "alpha")]);
    Object.assign(current, faults);
    const entries = Array.from({ length: 30 }, (_, index) => entryOf(`entry${index}`, "beta"));
    const error = await archive.put(entries).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code, problem: expect.stringContaining("The archive could not be written: E") });
    expect(readdirSync(folder)).toEqual(["aa.massgen.json"]);
    expect(await archive.get("aa")).toEqual(entryOf("aa", "alpha"));
    expect((await archive.search("alpha")).map(({ id }) => id)).toEqual(["aa"]);
    for (const name of Object.keys(faults) as (keyof Faults)[]) delete current[name];
    await archive.put(entries);
    expect(await archive.search("beta", { limit: 50 })).toHaveLength(30);
  });

  it("says what keeps it from being read", async () => {
    const archive = createFileArchive(temporaryFolder(), { files: faultyFiles({ readFile: "EACCES" }) });
    await expect(archive.get("aa")).rejects.toMatchObject({ code: "permission-denied" });
  });

  it("names a damaged file, finds the others, and takes the entry again", async () => {
    const folder = temporaryFolder();
    const archive = createFileArchive(folder);
    await archive.put([entryOf("aa", "alpha"), entryOf("bb", "alpha")]);
    const path = join(folder, "aa.massgen.json");
    for (const content of ["", "{", readFileSync(path, "utf8").replace('"aa"', '"ab"'), "null", '{"id":"aa"}']) {
      writeFileSync(path, content);
      await expect(archive.get("aa")).rejects.toMatchObject({
        code: "archive-damaged",
        message: `The archive's file ${path} does not hold its entry. Restore it from a backup, or delete it.`,
      });
      expect((await createFileArchive(folder).search("alpha")).map(({ id }) => id)).toEqual(["bb"]);
    }
    await archive.put([entryOf("aa", "alpha")]);
    expect(await archive.get("aa")).toEqual(entryOf("aa", "alpha"));
  });

  it("guesses at a slip of the pen only where nothing matches", async () => {
    const archive = createFileArchive(temporaryFolder());
    await archive.put([entryOf("aa", "authentication"), entryOf("bb", "code4711"), entryOf("cc", "code4712")]);
    const found = async (query: string) => (await archive.search(query)).map(({ id }) => id);
    expect(await found("authentification")).toEqual(["aa"]);
    expect(await found("code4711")).toEqual(["bb"]);
    expect(await found("xuthx")).toEqual([]);
  });

  it("finds an entry by an id with a slip in it", async () => {
    const archive = createFileArchive(temporaryFolder());
    await archive.put([entryOf("3f9k2m1q8z7w0p", "text"), entryOf("77aa0b1c2d3e4f", "text")]);
    expect((await archive.search("3f9k2n1q8z7w0p")).map(({ id }) => id)).toEqual(["3f9k2m1q8z7w0p"]);
  });
});

function entryOf(id: string, text: string): ArchiveEntry {
  return { id, format: "openai-responses", items: [{ role: "user", content: text }], texts: [text], tokens: 10 };
}
