import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fingerprint, isDone, markDone } from "./fingerprint.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "massgen-fingerprint-"));
  mkdirSync(join(root, "src/deep"), { recursive: true });
  writeFileSync(join(root, "src/deep/one.ts"), "one");
  writeFileSync(join(root, "src/two.ts"), "two");
  writeFileSync(join(root, "settings.json"), "{}");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const paths = ["src", "settings.json", "absent"];

describe("fingerprint", () => {
  it("stays the same while contents do, whatever the times and the order of the paths", () => {
    const before = fingerprint(root, paths);
    utimesSync(join(root, "src/two.ts"), 0, 0);
    expect(fingerprint(root, paths.toReversed())).toBe(before);
  });

  it.each([
    ["a content changes", () => writeFileSync(join(root, "src/deep/one.ts"), "ONE")],
    ["a file appears", () => writeFileSync(join(root, "src/three.ts"), "")],
    ["a file disappears", () => rmSync(join(root, "settings.json"))],
    ["a file is renamed", () => renameSync(join(root, "src/two.ts"), join(root, "src/2.ts"))],
    [
      "text moves between neighbours",
      () => {
        writeFileSync(join(root, "src/deep/one.ts"), "on");
        writeFileSync(join(root, "src/two.ts"), "etwo");
      },
    ],
  ])("changes when %s", (_, change) => {
    const before = fingerprint(root, paths);
    change();
    expect(fingerprint(root, paths)).not.toBe(before);
  });

  it("leaves out what is ignored, and takes in extra values", () => {
    const before = fingerprint(root, paths, { ignore: (path) => path === "src/deep" });
    writeFileSync(join(root, "src/deep/one.ts"), "ONE");
    expect(fingerprint(root, paths, { ignore: (path) => path === "src/deep" })).toBe(before);
    expect(fingerprint(root, paths, { ignore: (path) => path === "src/deep", extra: ["24"] })).not.toBe(before);
  });
});

describe("isDone", () => {
  it("is true once the work is marked, for the same fingerprint, while its results exist", () => {
    const stamp = join(root, "node_modules/.cache/stamp");
    const results = [join(root, "src")];
    expect(isDone(stamp, "print", results)).toBe(false);
    markDone(stamp, "print");
    expect(isDone(stamp, "print", results)).toBe(true);
    expect(isDone(stamp, "other", results)).toBe(false);
    rmSync(join(root, "src"), { recursive: true });
    expect(isDone(stamp, "print", results)).toBe(false);
  });
});
