import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkChangesets } from "./check-changesets.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "massgen-changesets-"));
  write("pnpm-workspace.yaml", "packages:\n  - packages/*\n");
  write(".changeset/README.md", "---\n'@massgen/readme': minor\n---\n");
  write("packages/a/package.json", JSON.stringify({ name: "@massgen/a", version: "1.0.0" }));
  write("packages/b/package.json", JSON.stringify({ name: "@massgen/b", version: "1.0.0", private: true }));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function release(): void {
  const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
  for (const args of [["init"], ["add", "."], [...identity, "commit", "-m", "release"], ["tag", "@massgen/a@1.0.0"]]) {
    spawnSync("git", args, { cwd: root });
  }
}

const missing = {
  status: "failed",
  output: "@massgen/a changed: describe it for its users with `npm run pnpm -- changeset`.",
};

describe("checkChangesets", () => {
  it("passes while nothing changed since the release", () => {
    release();
    write("packages/a/src/index.test.ts", "");
    write("packages/b/src/index.ts", "");
    expect(checkChangesets(root)).toEqual({ status: "passed" });
  });

  it.each(["packages/a/package.json", "packages/a/src/new.ts"])("asks for a changeset where %s changed", (path) => {
    release();
    write(path, JSON.stringify({ name: "@massgen/a", version: "1.0.0", type: "module" }));
    expect(checkChangesets(root)).toEqual(missing);
    write(".changeset/good-news.md", '---\n"@massgen/a": minor\n---\n\nNew.\n');
    expect(checkChangesets(root)).toEqual({ status: "passed" });
  });

  it("asks for one for a package that was never released", () => {
    write("packages/a/package.json", JSON.stringify({ name: "@massgen/a", version: "0.0.0" }));
    expect(checkChangesets(root)).toEqual(missing);
  });

  it("rejects a name that is not published", () => {
    release();
    write(".changeset/wrong.md", "---\n'@massgen/b': patch\n---\n\nNew.\n");
    expect(checkChangesets(root)).toEqual({
      status: "failed",
      output: "A changeset names @massgen/b, which is not published from here.",
    });
  });

  it("is skipped, with the reason, where the release is not in this clone", () => {
    expect(checkChangesets(root)).toEqual({
      status: "skipped",
      reason: "this clone lacks the tag of the last release of @massgen/a",
    });
  });
});
