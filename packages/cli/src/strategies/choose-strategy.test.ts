import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chooseStrategy } from "./choose-strategy.ts";
import { strategyTable } from "./strategy-table.ts";

const backend = { name: "test/model", compact: () => Promise.reject(new Error("not asked")) };
const parts = { model: async () => async () => "notes", backend: async () => backend };
let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "massgen-strategies-"));
});
afterAll(() => rm(directory, { recursive: true }));

describe("chooseStrategy", () => {
  it.each(Object.keys(strategyTable))("makes %s", async (name) => {
    expect((await chooseStrategy(name, parts)).name).toBe(name);
  });

  it.each([
    "clear-tool-results:keepRecent=5,minimumTokens=1k,exclude=read+search,head=200,tail=100",
    "summarize:keepRecent=30%,maximumTokens=2000",
    "evict-images:interval=2",
    "deduplicate:tools=read",
    "native:mode=trigger",
  ])("reads the options of %s", async (text) => {
    expect((await chooseStrategy(text, parts)).name).toBe(text.split(":")[0]);
  });

  const all = "Known are native, deduplicate, evict-images, clear-tool-results, summarize and window.";
  it.each([
    ["windwo", 'There is no strategy "windwo". Did you mean "window"?'],
    ["Window", 'There is no strategy "Window". Did you mean "window"?'],
    ["clear", 'There is no strategy "clear". Did you mean "clear-tool-results"?'],
    ["summarise", 'There is no strategy "summarise". Did you mean "summarize"?'],
    ["", `There is no strategy "". ${all}`],
    ["constructor", `There is no strategy "constructor". ${all}`],
    ["__proto__", `There is no strategy "__proto__". ${all}`],
    ["nativ", 'There is no strategy "nativ". Did you mean "native"?'],
    ["native:mode=server", 'mode has no "server". Known are auto, endpoint and trigger.'],
    ["window:size=3", 'The strategy window has no option "size". It has none.'],
    ["evict-images:keepRecnt=3", 'The strategy evict-images has no option "keepRecnt". Did you mean "keepRecent"?'],
    [
      "evict-images:keepRecent=many",
      'keepRecent must be a whole number, not "many". Write, for example, keepRecent=5.',
    ],
    [
      "evict-images:3",
      '"3" is no option of a strategy. Write, for example, evict-images:keepRecent=5,minimumTokens=100.',
    ],
    [
      "evict-images:__proto__=3",
      '"__proto__=3" is no option of a strategy. Write, for example, evict-images:keepRecent=5,minimumTokens=100.',
    ],
  ])("refuses %j with what to write instead", async (text, message) => {
    await expect(chooseStrategy(text, parts)).rejects.toMatchObject({ message });
  });

  it("loads a strategy of the user's own, as a value or as a function that makes one", async () => {
    const value = join(directory, "value.mjs");
    const maker = join(directory, "maker.mjs");
    await writeFile(value, 'export default { name: "mine", propose: () => ({ kind: "nothing", reason: "no" }) };');
    await writeFile(maker, 'export default () => ({ name: "made", propose() {} });');
    expect((await chooseStrategy(value, parts)).name).toBe("mine");
    expect((await chooseStrategy(maker, parts)).name).toBe("made");
  });

  it("says what is wrong with a module that is none", async () => {
    const empty = join(directory, "empty.mjs");
    const broken = join(directory, "broken.mjs");
    await writeFile(empty, "export default 3;");
    await writeFile(broken, "export default {");
    await expect(chooseStrategy(empty, parts)).rejects.toMatchObject({ problem: `${empty} exports no strategy.` });
    await expect(chooseStrategy(broken, parts)).rejects.toMatchObject({ code: "invalid-input" });
    const missing = join(directory, "missing.mjs");
    await expect(chooseStrategy(missing, parts)).rejects.toMatchObject({ problem: `There is no module ${missing}.` });
  });
});
