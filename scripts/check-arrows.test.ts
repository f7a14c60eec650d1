import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type ArrowRule, checkArrows } from "./check-arrows.mjs";

const rules: Record<string, ArrowRule> = {
  "packages/core": { mayImport: [], nodeFree: "everything" },
  "packages/library": { mayImport: ["core"], nodeFree: "main entry" },
  "packages/testing": { mayImport: ["core"] },
  "apps/*": { mayImport: "everything published" },
  tool: { mayImport: "everything", reachesInto: ["packages/core/src/internal/"] },
};

/** A workspace of the packages in `rules` plus `files`, by path. */
function createWorkspace(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "massgen-arrows-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const manifests = Object.fromEntries(
    ["packages/core", "packages/library", "packages/testing", "apps/example", "tool"].map((folder) => [
      `${folder}/package.json`,
      JSON.stringify({ name: `@massgen/${folder.split("/").at(-1)}`, private: folder === "tool" }),
    ]),
  );
  const workspace = { "pnpm-workspace.yaml": "packages:\n  - packages/*\n  - apps/*\n  - tool\n" };
  for (const [path, content] of Object.entries({ ...workspace, ...manifests, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

function findings(files: Readonly<Record<string, string>>): string[] {
  return checkArrows(createWorkspace(files), rules);
}

describe("checkArrows", () => {
  it("finds nothing where every arrow is allowed", () => {
    const files = {
      "packages/core/src/index.ts": 'export type { Item } from "./item.ts";',
      "packages/library/src/index.ts": 'import { a } from "@massgen/core";\nimport "unrelated";',
      "packages/library/src/node.ts": 'import "node:fs";',
      "packages/library/src/a.test.ts":
        'import "@massgen/testing";\nimport "node:fs";\nimport "../../../scripts/test-support/describe-with.ts";',
      "packages/library/tsup.config.ts": 'import "../../tsup.base.ts";',
      "apps/example/main.ts": 'import "@massgen/library/sub";',
      "tool/src/a.ts":
        'import "@massgen/core"; import "@massgen/library"; import "../../packages/core/src/internal/a.ts";',
    };
    expect(findings(files)).toEqual([]);
  });

  it.each([
    ['import { a } from "@massgen/library";', "a value"],
    ['import type { A } from "@massgen/library";', "a type"],
    ['export * from "@massgen/library/sub";', "a subpath that is passed on"],
    ['export { a } from "@massgen/library";', "a name that is passed on"],
    ['const a = await import("@massgen/library");', "a dynamic import"],
    ['let a: import("@massgen/library").A;', "an import type"],
  ])("finds a wrong arrow in %s", (code) => {
    const specifier = /@massgen\/[a-z/]+/.exec(code)?.[0];
    expect(findings({ "packages/core/src/a.ts": `// first line\n${code}` })).toEqual([
      `packages/core/src/a.ts:2 imports ${specifier}; packages/core may import no other package (scripts/arrows.json).`,
    ]);
  });

  it("takes no import from a comment or a string", () => {
    const code = '/** import { a } from "@massgen/library"; */\nexport const text = \'import "@massgen/library"\';';
    expect(findings({ "packages/core/src/a.ts": code })).toEqual([]);
  });

  it("finds a wrong dependency, and lets development use the doubles", () => {
    const manifest = {
      name: "@massgen/library",
      dependencies: { "@massgen/core": "workspace:^", "@massgen/tool": "workspace:^" },
      devDependencies: { "@massgen/testing": "workspace:^" },
    };
    expect(findings({ "packages/library/package.json": JSON.stringify(manifest, null, 2) })).toEqual([
      "packages/library/package.json:5 depends on @massgen/tool; packages/library may import core (scripts/arrows.json).",
    ]);
  });

  it("keeps the doubles out of what is shipped", () => {
    expect(findings({ "packages/library/src/a.ts": 'import "@massgen/testing";' })).toEqual([
      "packages/library/src/a.ts:1 imports @massgen/testing; packages/library may import core (scripts/arrows.json).",
    ]);
  });

  it("lets what a package does not publish use the doubles too", () => {
    const manifest = { name: "@massgen/library", files: ["src", "!src/**/*.test.ts", "!src/testing"] };
    const files = {
      "packages/library/package.json": JSON.stringify(manifest),
      "packages/library/src/testing/start.ts": 'import { double } from "@massgen/testing";',
    };
    expect(findings(files)).toEqual([]);
    const published = { ...files, "packages/library/package.json": JSON.stringify({ ...manifest, files: ["src"] }) };
    expect(findings(published)).toHaveLength(1);
  });

  it("keeps examples to what is published", () => {
    expect(findings({ "apps/example/main.ts": 'import "@massgen/tool";' })).toEqual([
      "apps/example/main.ts:1 imports @massgen/tool; apps/example may import everything published (scripts/arrows.json).",
    ]);
  });

  it("finds a relative import that leaves its package", () => {
    const files = {
      "packages/library/src/a.ts":
        'import "../../core/src/a.ts";\nimport "../../../scripts/test-support/describe-with.ts";',
    };
    expect(findings(files)).toEqual([
      "packages/library/src/a.ts:1 imports ../../core/src/a.ts, outside packages/library; import a package by its name.",
      "packages/library/src/a.ts:2 imports ../../../scripts/test-support/describe-with.ts, outside packages/library; import a package by its name.",
    ]);
  });

  it("finds Node's modules wherever they are forbidden", () => {
    const files = {
      "packages/core/src/not-exported.ts": 'import type { Readable } from "node:stream";',
      "packages/library/src/index.ts": 'export { a } from "./a.ts";',
      "packages/library/src/a.ts": 'export const a = () => import("./b.ts");',
      "packages/library/src/b.ts": 'import "fs";\nimport "./a.ts";',
      "packages/library/src/node.ts": 'import "node:fs";',
    };
    expect(findings(files)).toEqual([
      "packages/core/src/not-exported.ts:1 imports node:stream; everything of packages/core is free of Node's modules.",
      "packages/library/src/b.ts:1 imports fs; main entry of packages/library is free of Node's modules.",
    ]);
  });

  it("asks for a rule for a package that has none", () => {
    expect(findings({ "packages/new/package.json": '{ "name": "@massgen/new" }' })).toEqual([
      "packages/new is not in scripts/arrows.json: add it with what it may import.",
    ]);
  });
});
