import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const script = join(root, "scripts/generate-model-table.mjs");
const page = join(root, "docs/models.md");
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "massgen-models-"));
});

afterAll(() => rm(folder, { recursive: true }));

it("the documentation's tables are those of the catalogue", { timeout: 60_000 }, async () => {
  expect(await run("--check", page)).toEqual({ code: 0, output: `${page} is up to date.\n` });
});

it("a table that is not the catalogue's is noticed, and made anew", { timeout: 60_000 }, async () => {
  const copy = join(folder, "models.md");
  const written = await readFile(page, "utf8");
  await writeFile(copy, written.replaceAll("| 400,000 ", "| 400,001 "));
  expect(await run("--check", copy)).toEqual({
    code: 1,
    output: `${copy} is not what the catalogue says: run scripts/generate-model-table.mjs.\n`,
  });
  await run(copy);
  expect(await readFile(copy, "utf8")).toBe(written);
});

function run(...args: string[]): Promise<{ code: number | string | null | undefined; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["--conditions=@massgen/source", script, ...args], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, output: stdout + stderr });
    });
  });
}
