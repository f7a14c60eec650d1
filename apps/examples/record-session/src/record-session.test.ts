import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ConversationItem } from "@massgen/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordSession } from "./record-session.ts";
import { verifySession } from "./recording/verify-session.ts";
import { toJsonLines } from "./recording/write-session.ts";

const tree: Readonly<Record<string, string>> = {
  "package.json": '{ "name": "orchard", "type": "module" }\n',
  "README.md": "# Orchard\n\n`pick` takes what `ripe` lets through, and `prune` is gone.\n",
  "packages/orchard/package.json": '{ "name": "@orchard/orchard" }\n',
  "packages/orchard/src/pick.ts": [
    'import { ripe } from "./ripe.ts";',
    "",
    "export function pick(apples: readonly number[]): readonly number[] {",
    '  if (apples.length === 0) throw Object.assign(new Error("No apples."), { code: "no-apples" });',
    "  return apples.filter(ripe);",
    "}",
    "",
  ].join("\n"),
  "packages/orchard/src/ripe.ts":
    "/** From this size on. */\nexport const ripe = (size: number): boolean => size > 5;\n",
};
const notReviewed = {
  ".npmrc": "//registry.example/:_authToken=do-not-read\n",
  "pnpm-lock.yaml": "lock: do-not-read\n",
};

let root = "";
let items: readonly ConversationItem[] = [];

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, dirname(path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

const record = () => recordSession({ root, items: 160, characters: 60_000 });

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "record-session-test-"));
  await write({ ...tree, ...notReviewed });
  items = await record();
});

afterAll(() => rm(root, { recursive: true, force: true }));

describe("recordSession", () => {
  it("records a valid session of about the asked length, in which the interrupted call alone is unanswered", () => {
    const facts = verifySession(items);
    expect(facts.items).toBeGreaterThanOrEqual(160);
    expect(facts.items).toBeLessThan(220);
    expect(facts.unanswered).toHaveLength(1);
    const interrupted = items.findIndex((item) => "call_id" in item && item.call_id === facts.unanswered[0]);
    expect(items[interrupted + 1]).toMatchObject({ type: "message", role: "user" });
  });

  it("records the same bytes a second time", async () => {
    expect(toJsonLines(await record())).toBe(toJsonLines(items));
  });

  it("opens with the developer's message and closes with an answer", () => {
    expect(items.at(0)).toMatchObject({ type: "message", role: "developer" });
    expect(items.at(-1)).toMatchObject({ type: "message", role: "assistant", content: [{ annotations: [] }] });
  });

  it("meets failures and goes on", () => {
    expect(verifySession(items).failedCalls).toBeGreaterThan(2);
  });

  it("answers from what the tools returned", () => {
    const text = toJsonLines(items);
    expect(text).toContain("`no-apples` at packages/orchard/src/pick.ts:4: no remedy in sight");
    expect(text).toContain("`pick` (function) at packages/orchard/src/pick.ts:3");
  });

  it("leaves the tree as it was and names neither its place nor what is not reviewed", async () => {
    for (const [path, text] of Object.entries(tree)) expect(await readFile(join(root, path), "utf8")).toBe(text);
    const text = toJsonLines(items);
    expect(text).not.toContain(root);
    expect(text).not.toContain(tmpdir());
    expect(text).not.toContain("do-not-read");
  });
});
