import { chmodSync, lstatSync, mkdirSync, readlinkSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withFolder } from "../testing/with-folder.ts";
import { replaceFile } from "./replace-file.ts";

describe("replaceFile", () => {
  it("makes a new file", () =>
    withFolder({}, async (folder) => {
      replaceFile(join(folder.path, "new.json"), "[1]");
      expect(await folder.list()).toEqual(["new.json"]);
      expect(await folder.read("new.json")).toBe("[1]");
    }));

  it("replaces a file by another and keeps its permissions", () =>
    withFolder({ "a.json": "old, and longer than the new" }, async (folder) => {
      const path = join(folder.path, "a.json");
      chmodSync(path, 0o640);
      const before = statSync(path);
      replaceFile(path, new TextEncoder().encode("new"));
      const after = statSync(path);
      expect(await folder.read("a.json")).toBe("new");
      expect(after.mode & 0o777).toBe(0o640);
      expect(after.ino).not.toBe(before.ino);
      expect(await folder.list()).toEqual(["a.json"]);
    }));

  it("writes where a link leads, and keeps the link", () =>
    withFolder({ "a.json": "old" }, async (folder) => {
      mkdirSync(join(folder.path, "links"));
      const link = join(folder.path, "links", "link.json");
      symlinkSync("../a.json", link);
      replaceFile(link, "new");
      expect(readlinkSync(link)).toBe("../a.json");
      expect(await folder.read("a.json")).toBe("new");
      expect(await folder.list()).toEqual(["a.json", "links"]);
    }));

  it("makes the file that a link leads to", () =>
    withFolder({}, async (folder) => {
      const link = join(folder.path, "link.json");
      symlinkSync("later.json", link);
      replaceFile(link, "new");
      expect(lstatSync(link).isSymbolicLink()).toBe(true);
      expect(await folder.read("later.json")).toBe("new");
    }));

  it("leaves nothing behind where it fails", () =>
    withFolder({ "a.json": "old" }, async (folder) => {
      mkdirSync(join(folder.path, "taken"));
      expect(() => replaceFile(join(folder.path, "taken"), "new")).toThrow();
      expect(() => replaceFile(join(folder.path, "none", "a.json"), "new")).toThrow("ENOENT");
      expect(await folder.list()).toEqual(["a.json", "taken"]);
      expect(await folder.read("a.json")).toBe("old");
    }));
});
