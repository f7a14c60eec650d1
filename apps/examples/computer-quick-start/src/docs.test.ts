import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../../../..");
const examples = "apps/examples";

/** Programs that the code of a page is taken from. */
const sources: Readonly<Record<string, readonly string[]>> = {
  "README.md": ["computer-quick-start/src/run-task.ts", "computer-openai/src/use-office.ts"],
  "writing-a-computer.md": [
    "computer-quick-start/src/own-computer/lamp-panel.ts",
    "computer-quick-start/src/own-computer/lamp-panel.test.ts",
  ],
  "writing-a-dialect.md": [
    "computer-quick-start/src/own-dialect/line-dialect.ts",
    "computer-quick-start/src/own-dialect/line-model.ts",
    "computer-quick-start/src/own-dialect/line-model.test.ts",
  ],
  "fara.md": ["computer-fara/src/go-shopping.ts"],
};

it.each(Object.entries(sources))("the page %s shows its programs", async (page, files) => {
  const text = await readFile(join(root, "docs/computer-use", page), "utf8");
  const programs = await Promise.all(files.map((file) => readFile(join(root, examples, file), "utf8")));
  const blocks = [...text.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = ""]) => unindented(code));
  expect(blocks.length).toBeGreaterThan(0);
  for (const block of blocks) {
    expect(
      programs.some((program) => unindented(program).includes(block)),
      `Nothing has:\n${block}`,
    ).toBe(true);
  }
});

function unindented(code: string): string {
  return code.replace(/^ +/gm, "");
}
