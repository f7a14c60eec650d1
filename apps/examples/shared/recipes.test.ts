import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");

it.each(["openai-sdk", "ai-sdk", "anthropic-sdk", "plain-fetch", "openai-agents", "langchain"])(
  "the recipe %s shows its program",
  async (name) => {
    const page = await readFile(join(root, `docs/recipes/${name}.md`), "utf8");
    const program = unindented(await readFile(join(root, `apps/examples/${name}/src/agent.ts`), "utf8"));
    const blocks = [...page.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = ""]) => unindented(code));
    expect(blocks.length).toBeGreaterThan(2);
    for (const block of blocks) expect(program).toContain(block);
  },
);

function unindented(code: string): string {
  return code.replace(/^ +/gm, "");
}
