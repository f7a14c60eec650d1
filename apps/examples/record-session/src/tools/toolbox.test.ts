import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createToolbox, type Toolbox } from "./toolbox.ts";

let root = "";
let toolbox: Toolbox;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "record-session-tools-"));
  await mkdir(join(root, "src"));
  await writeFile(join(root, "src/pear.ts"), "export const pear = 1;\nexport const pears = [pear];\n");
  await writeFile(join(root, "broken.mjs"), "export const = 1;\n");
  toolbox = createToolbox({ root, original: root, [Symbol.asyncDispose]: async () => {} });
});

afterEach(() => rm(root, { recursive: true, force: true }));

describe("toolbox", () => {
  it("reads a range with line numbers", async () => {
    const output = await toolbox.run("read_file", { path: "src/pear.ts", from: 2, lines: 5 });
    expect(output).toBe("src/pear.ts, lines 2-2 of 2\n2: export const pears = [pear];");
  });

  it("lists and searches", async () => {
    expect(await toolbox.run("list_files", {})).toBe("2 files under .\nbroken.mjs  1\nsrc/pear.ts  2");
    expect(await toolbox.run("search_text", { pattern: "pears", under: "src" })).toBe(
      "1 matching lines in 1 files\nsrc/pear.ts:2: export const pears = [pear];",
    );
  });

  it("changes a text that is there once, and no other", async () => {
    expect(await toolbox.run("replace_text", { path: "src/pear.ts", old: "pear", new: "plum" })).toBe(
      "error: the old text occurs 3 times in src/pear.ts, not once; nothing was changed",
    );
    expect(await toolbox.run("replace_text", { path: "src/pear.ts", old: "pears", new: "plums" })).toBe(
      "changed src/pear.ts at line 2",
    );
    expect(await readFile(join(root, "src/pear.ts"), "utf8")).toBe(
      "export const pear = 1;\nexport const plums = [pear];\n",
    );
  });

  it("runs an allowed command and shows where it failed, with paths relative to the tree", async () => {
    const output = await toolbox.run("run_command", { command: "node --check broken.mjs" });
    expect(output).toMatch(/^exit status 1\n/);
    expect(output).toContain("broken.mjs:1");
    expect(output).not.toContain(root);
  });

  it.each([
    ["read_file", { path: "src/plum.ts" }, "error: src/plum.ts cannot be read (ENOENT)"],
    ["read_file", { path: "src" }, "error: src is a folder; list_files shows what is in it"],
    ["read_file", { path: "../secret" }, "error: ../secret lies outside the tree; paths are relative to its root"],
    ["read_file", { path: "src/pear.ts", from: 9 }, "error: src/pear.ts has only 2 lines"],
    ["read_file", {}, 'error: "path" must be a text that is not empty'],
    ["list_files", { under: "plums" }, "error: no folder plums"],
    ["run_command", { command: "tsc --noEmit -p tsconfig.json" }, "error: tsc is not installed in this tree"],
    [
      "run_command",
      { command: "node --check ../secret.mjs" },
      "error: ../secret.mjs lies outside the tree; paths are relative to its root",
    ],
    ["fly", {}, "error: no tool fly"],
  ])("answers a %s call that fails: %j", async (name, input, answer) => {
    expect(await toolbox.run(name, input)).toBe(answer);
  });

  it("runs nothing that is not on the list", async () => {
    expect(await toolbox.run("run_command", { command: "node --eval 1" })).toMatch(
      /^error: node --eval 1 is not allowed;/,
    );
  });
});
