import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readComputerScript } from "@massgen/testing";
import { describe, expect, it } from "vitest";
import { parseTasks } from "./read-tasks.ts";

const pages = join(import.meta.dirname, "../../../../docs/computer-use");

/** The JSON blocks of a page. */
async function blocksOf(page: string): Promise<readonly string[]> {
  const text = await readFile(join(pages, page), "utf8");
  return [...text.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
}

describe("docs/computer-use", () => {
  it("has a script that can be played", async () => {
    const [script = ""] = await blocksOf("cli.md");
    expect(readComputerScript(script, "steps.json").steps.map(({ type }) => type)).toEqual([
      "act",
      "act",
      "ask",
      "finish",
    ]);
  });

  it("has tasks that can be done, with scripts that can be played", async () => {
    const [tasks = ""] = await blocksOf("benchmarking.md");
    const [task, ...more] = parseTasks(tasks, "tasks.json");
    expect(more).toEqual([]);
    expect([...(task?.scripts ?? [])].map(([name]) => name)).toEqual(["good", "liar"]);
    for (const script of task?.scripts.values() ?? []) {
      if ("text" in script) expect(readComputerScript(script.text, script.source).steps).not.toEqual([]);
    }
  });
});
