import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withFolder } from "../testing/with-folder.ts";
import { nameOf, readBytes } from "./read-bytes.ts";

describe("readBytes", () => {
  it("reads a file byte for byte", () =>
    withFolder({ "a.bin": new Uint8Array([0, 255, 13, 10]) }, async (folder) => {
      expect([...(await readBytes(join(folder.path, "a.bin")))]).toEqual([0, 255, 13, 10]);
    }));

  it.each([
    { name: "none.json", says: /^There is no file .*none\.json\. Check the path, or pass - to read standard input\.$/ },
    { name: "a.json/b", says: /^There is no file .*a\.json\/b\. Check the path/ },
    { name: ".", says: /^.* is a directory\. Name one conversation file in it\.$/ },
    { name: "x".repeat(300), says: /^.*x could not be read \(ENAMETOOLONG\)\. Check that it is a file\.$/ },
    { name: "loop", says: /^.*loop could not be read \(ELOOP\)\. Check that it is a file\.$/ },
  ])("says why it cannot read $name", ({ name, says }) =>
    withFolder({ "a.json": "[]" }, async (folder) => {
      symlinkSync("loop", join(folder.path, "loop"));
      await expect(readBytes(join(folder.path, name))).rejects.toThrow(says);
    }),
  );

  it("says so where the path is empty", async () => {
    await expect(readBytes("")).rejects.toThrow('There is no file "".');
  });
});

describe("nameOf", () => {
  it("has words for standard input", () => {
    expect(nameOf("-")).toBe("standard input");
    expect(nameOf("a b.json")).toBe("a b.json");
  });
});
