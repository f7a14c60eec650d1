import { describe, expect, it } from "vitest";
import { controlCharacters } from "./testing/control-characters.ts";
import { runMassgen, timeout } from "./testing/run-massgen.ts";
import { withFolder } from "./testing/with-folder.ts";

const secret = "sk-proj-abcdefghijklmnop";
const user = '{"role":"user","content":"a"}';
const good = `[${user},{"role":"assistant","content":"b"}]`;
const atLeastOne = "Name a file with at least one item or message.";
const unknownFormat = /^The conversation's format is not known\. .+\.$/;
const firstItem = /^Item 1: .+\.$/;
const refused = "Providers refuse such a conversation: restore the call or take the item out.";
const forms = "Write tokens (60000 or 60k) or a share of the conversation (40%).";

interface Case {
  readonly title: string;
  /** Content of the input file. */
  readonly text: string | Uint8Array;
  readonly args?: readonly string[];
  /** What the error says; a pattern where the words are those of the compaction package. */
  readonly says: string | RegExp;
}

const cases: readonly Case[] = [
  { title: "an empty file", text: "", says: `in.json is empty. ${atLeastOne}` },
  { title: "an empty conversation", text: "[]", says: `The conversation in in.json is empty. ${atLeastOne}` },
  {
    title: "invalid JSON",
    text: `[${user},\n {"role" "${secret}"}]`,
    says: "in.json is not valid JSON at line 2, column 10: colon expected. Correct it there, or export the conversation again.",
  },
  {
    title: "JSON cut in half, in the middle of a secret",
    text: `[${user},{"role":"user","content":"${secret.slice(0, -4)}`,
    says: "in.json is not valid JSON at line 1, column 57: unexpected end of string. It ends too early: restore the rest, or take the incomplete part out.",
  },
  {
    title: "a JSONL line cut in half",
    text: `${user}\n{"role":"assis`,
    says: "in.json is not valid JSON at line 2, column 9: unexpected end of string. It ends too early: restore the rest, or take the incomplete part out.",
  },
  {
    title: "text that is not UTF-8",
    text: new Uint8Array([0x5b, 0xff, 0x5d]),
    says: "in.json is not UTF-8 text. Save it as UTF-8.",
  },
  {
    title: "no conversation",
    text: "42",
    says: 'in.json holds no conversation. Pass an array of items or messages, an object with "items" or "messages", or JSONL.',
  },
  {
    title: "an unknown format",
    text: '[{"kind":"remark"}]',
    says: unknownFormat,
  },
  {
    title: "arrays nested beyond reason",
    text: `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
    says: unknownFormat,
  },
  {
    title: "a result too deep to be written",
    text: `[${user},{"role":"assistant","content":"${"word ".repeat(200)}"},{"role":"user","content":${"[".repeat(20_000)}${"]".repeat(20_000)}},{"role":"assistant","content":"b"}]`,
    says: "The conversation is nested too deeply, or is too large, to be written as JSON. Take the nested item out, or split the conversation.",
  },
  {
    title: "null for an item",
    text: `[${user},null]`,
    says: firstItem,
  },
  {
    title: "a number for an item",
    text: `[${user},5]`,
    says: firstItem,
  },
  {
    title: "a message without a role",
    text: `[${user},{"content":"${secret}"}]`,
    says: firstItem,
  },
  {
    title: "a secret for a role",
    text: `[${user},{"role":"${secret}","content":"x"}]`,
    says: firstItem,
  },
  {
    title: "messages under the name of another format",
    text: `[${user},{"content":"x"}]`,
    args: ["--format", "openai-responses"],
    says: firstItem,
  },
  {
    title: "an unknown strategy",
    text: good,
    args: ["--strategy", "windwo"],
    says: 'There is no strategy "windwo". Did you mean "window"?',
  },
  {
    title: "a format that does not exist",
    text: good,
    args: ["--format", "openai-respones"],
    says: 'There is no format "openai-respones". Did you mean "openai-responses"?',
  },
  {
    title: "a target of zero",
    text: good,
    args: ["-t", "0"],
    says: `--target "0" is not a number of tokens above zero. ${forms}`,
  },
  {
    title: "a target in words",
    text: good,
    args: ["-t", "abc"],
    says: `--target "abc" is not a number of tokens above zero. ${forms}`,
  },
];

describe.concurrent("massgen compact: bad input", { timeout }, () => {
  it.each(cases)("refuses $title in one line, and writes nothing", ({ text, args = [], says }) =>
    withFolder({ "in.json": text, "old.json": "old" }, async (folder) => {
      const run = await runMassgen(["compact", "in.json", "-o", "old.json", ...args], { cwd: folder.path });
      expect(run).toMatchObject({ exitCode: 1, stdout: "", stderr: expect.stringMatching(/^massgen: .+\n$/) });
      const sentence = run.stderr.slice("massgen: ".length, -1);
      if (typeof says === "string") expect(sentence).toBe(says);
      else expect(sentence).toMatch(says);
      expect(sentence).not.toContain("abcdef");
      expect(await folder.list()).toEqual(["in.json", "old.json"]);
      expect(await folder.read("old.json")).toBe("old");
    }),
  );

  it.each([
    { path: "none.json", says: "There is no file none.json. Check the path, or pass - to read standard input." },
    { path: ".", says: ". is a directory. Name one conversation file in it." },
    { path: "-", says: `standard input is empty. ${atLeastOne}` },
    {
      path: `${secret}\u001b[2J`,
      says: "There is no file [redacted] [2J. Check the path, or pass - to read standard input.",
    },
  ])("refuses to read $path", ({ path, says }) =>
    withFolder({ "a.json": good }, async (folder) => {
      const run = await runMassgen(["compact", path, "-o", "out.json"], { cwd: folder.path });
      expect(run).toEqual({ exitCode: 1, stdout: "", stderr: `massgen: ${says}\n` });
      expect(await folder.list()).toEqual(["a.json"]);
    }),
  );

  it("refuses a tool output whose call is missing, without its secrets", async () => {
    const orphan = (id: string) => `[${user},{"role":"tool","tool_call_id":${JSON.stringify(id)},"content":"x"}]`;
    const run = (id: string) => runMassgen(["compact", "-"], { input: orphan(id) });
    const [plain, hostile, long] = await Promise.all([
      run("call_7"),
      run(`${secret}\u001b[31m\n\u009b2J`),
      run("x".repeat(100_000)),
    ]);
    expect(plain).toMatchObject({ exitCode: 1, stdout: "" });
    expect(plain.stderr).toMatch(/^massgen: Item 1 answers .+\n$/);
    expect(plain.stderr).toContain(refused);
    for (const { stderr } of [hostile, long]) {
      expect(stderr).toContain(refused);
      expect(stderr.length).toBeLessThan(700);
      expect(stderr).not.toMatch(controlCharacters);
      expect(stderr).toMatch(/^massgen: (?!.*abcdef).+\n$/);
    }
  });
});
