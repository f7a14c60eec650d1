import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startOpenaiEmulator } from "@massgen/testing";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { summaryReply } from "../emulator/summary-reply.ts";
import { bundledSession } from "../session/read-session.ts";
import { smallSession } from "../small-session.ts";
import { runProgram } from "./run-program.ts";

const limits = ["--window", "8k", "--trigger", "0.75", "--target", "0.4"];

let folder = "";
let small = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "native-vs-summary-"));
  small = join(folder, "small.json");
  await writeFile(small, JSON.stringify(smallSession(18).items));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  let output = "";
  const notes: string[] = [];
  const write = (text: string) => {
    output += text;
  };
  const exitCode = await runProgram(args, { environment, write, note: (line) => notes.push(line) });
  return { exitCode, output, notes };
}

async function startProvider(model = "gpt-test") {
  const models = { [model]: { contextWindow: 8_000, reply: summaryReply } };
  const provider = await startOpenaiEmulator({ models, apiKeys: ["sk-good"] });
  onTestFinished(() => provider.close());
  return provider;
}

const rowKeys = [
  ...["strategy", "mode", "source", "compactions", "failures", "failureReasons", "calls", "inputTokens"],
  ...["outputTokens", "tokensBefore", "tokensAfter", "medianTokensBefore", "medianTokensAfter", "sessionInputTokens"],
  ...["repeatedInputTokens", "peakTokens", "milliseconds", "cost", "costWithCache"],
];

describe("runProgram without a key", () => {
  it("says in its first line and in each row that it is emulated, in 110 columns", async () => {
    const { exitCode, output, notes } = await run([small, ...limits]);
    expect([exitCode, notes]).toEqual([0, []]);
    const lines = output.split("\n");
    expect(lines[0]).toBe(
      "emulated: the protocol's costs; how small a summary or a sealed item gets is the emulator's rule, not a model's",
    );
    const rows = lines.filter((line) => /^(none|native, endpoint|native, trigger|summarize|naive) {2}/.test(line));
    expect(rows).toHaveLength(9);
    expect(rows.filter((row) => row.includes("  emulated  "))).toHaveLength(9);
    expect(lines[1]).toBe("small.json: 38 items, 19 requests; gpt-5.6-luna");
    expect(Math.max(...lines.slice(1).map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  it("prints the figures as JSON, and nothing else", async () => {
    const { output } = await run([small, ...limits, "--json"]);
    const { rows, ...facts } = JSON.parse(output);
    expect(facts).toEqual({
      source: "emulated",
      note: expect.stringMatching(/^emulated: /),
      model: "gpt-5.6-luna",
      host: null,
      limits: { contextWindow: 8_000, trigger: 0.75, target: 0.4 },
      session: { name: "small.json", items: 38, recordedItems: 38, requests: 19 },
    });
    expect(rows).toHaveLength(5);
    for (const row of rows) expect(Object.keys(row).sort()).toEqual([...rowKeys].sort());
    expect(rows[1]).toMatchObject({ strategy: "native", mode: "endpoint", cost: expect.any(Number) });
  });

  it("knows no price of a model that it does not know", async () => {
    const { output } = await run([small, ...limits, "--model", "house-model", "--json"]);
    expect(JSON.parse(output).rows[1]).toMatchObject({ cost: null, costWithCache: null, compactions: 1 });
  });

  it("writes the tables as Markdown too", async () => {
    const path = join(folder, "table.md");
    await run([small, ...limits, "--markdown", path]);
    const text = await readFile(path, "utf8");
    expect(text).toContain("**emulated: ");
    expect(text).toMatch(
      /^\| native, endpoint \| emulated \| 1 \| 0 \| 1 \| 6,110 \| 722 \| 6,010 → 822 \| [\d.]+ s \|$/m,
    );
  });

  it("runs on a part of the bundled session without a failure", async () => {
    const part = join(folder, "part.jsonl");
    const recorded = await readFile(bundledSession, "utf8");
    await writeFile(part, recorded.split("\n").slice(0, 300).join("\n"));
    const { output } = await run([part, "--window", "32k", "--json"]);
    const [none, ...contestants] = JSON.parse(output).rows;
    for (const row of contestants) {
      expect(row.compactions).toBeGreaterThan(0);
      expect(row.failures).toBe(0);
      expect(row.peakTokens).toBeLessThan(32_000);
      expect(row.sessionInputTokens).toBeLessThan(none.sessionInputTokens);
    }
  });

  it("says where nothing was compacted, and what went wrong where something did", async () => {
    expect((await run([small])).output).toContain(
      "Nothing was compacted, as the session stays below the trigger: choose a smaller --window.",
    );
    const { output } = await run([small, "--window", "3k"]);
    expect(output).toContain("naive: a compaction failed: nothing is older than the newest steps");
    expect(output).toContain("none: outgrows the window; a provider would refuse those requests.");
  });

  it.each([
    [["--nonsense"], "Unknown option '--nonsense'. --help lists what there is."],
    [["a", "b"], "2 files were named. Name one, and quote a name with spaces in it."],
    [["--window", "much"], "--window takes a number of tokens. Pass, for example, --window 128k or --window 128000."],
    [
      ["--target", "40%"],
      "--target takes a share of the window or a number of tokens. Pass, for example, --target 0.5 or --target 50k.",
    ],
    [
      ["--base-url", "http://127.0.0.1:1"],
      "--base-url is for live runs. Set OPENAI_API_KEY; a server that needs none takes any.",
    ],
    [
      ["--target", "0.8"],
      "target must be at most nine tenths of trigger. Pass, for example, a trigger of 0.8 and a target of 0.4.",
    ],
    [["no-such-file"], "no-such-file cannot be read: there is no such file. Name the file of a session."],
  ])("says in one line what is wrong with %j", async (args, message) => {
    expect(await run(args)).toEqual({ exitCode: 1, output: "", notes: [message] });
  });

  it("shows its options", async () => {
    const { exitCode, output } = await run(["--help"]);
    expect(exitCode).toBe(0);
    for (const option of [
      "--model",
      "--base-url",
      "--window",
      "--trigger",
      "--target",
      "--offline",
      "--yes",
      "--json",
    ]) {
      expect(output).toContain(`  ${option}`);
    }
  });
});

describe("runProgram with a key", () => {
  const environment = { OPENAI_API_KEY: "sk-good" };

  it("asks the provider, having said beforehand what that takes", async () => {
    const provider = await startProvider();
    const { host } = new URL(provider.baseURL);
    const args = [small, ...limits, "--model", "gpt-test", "--base-url", provider.baseURL];
    const { exitCode, output, notes } = await run(args, environment);
    expect(exitCode).toBe(0);
    expect(notes[0]).toMatch(
      new RegExp(
        `^live: about [\\d,]+ input tokens in \\d calls will go to gpt-test at ${host}, at a price that is not known;`,
      ),
    );
    expect(notes.slice(1).map((line) => line.replace(/[\d.]+ s$/, "s"))).toEqual(
      ["native, endpoint", "native, trigger", "summarize", "naive"].map((name) => `${name}: 1 done, 0 failed, s`),
    );
    expect(output.split("\n")[0]).toBe(
      `live: gpt-test at ${host}; windows are estimates, what compactions cost is as reported`,
    );
    expect(output).not.toContain("emulated");
    expect(provider.requests.filter(({ path }) => path.endsWith("/compact"))).toHaveLength(1);
  });

  it("sends nothing where more than a million tokens were not agreed to", async () => {
    const provider = await startProvider();
    const args = ["--model", "gpt-test", "--base-url", provider.baseURL, "--window", "64k", "--target", "0.6"];
    const { exitCode, output, notes } = await run(args, environment);
    expect([exitCode, output]).toEqual([1, ""]);
    expect(notes[1]).toBe(
      "Nothing was sent, as that is more than 1,000,000 input tokens. Add --yes to go on, name a smaller FILE, or add --offline.",
    );
    expect(provider.requests).toHaveLength(0);
  });

  it("says in one line that the key is not accepted, before anything is compacted", async () => {
    const provider = await startProvider();
    const args = [small, ...limits, "--model", "gpt-test", "--base-url", provider.baseURL];
    const { exitCode, output, notes } = await run(args, { OPENAI_API_KEY: "sk-bad" });
    expect([exitCode, output, notes.length]).toEqual([1, "", 2]);
    expect(notes[1]).not.toContain("sk-bad");
    expect(provider.requests.map(({ path }) => path)).toEqual(["/v1/responses/input_tokens"]);
  });

  it("asks nobody with --offline", async () => {
    const { exitCode, output } = await run([small, ...limits, "--offline"], {
      ...environment,
      OPENAI_BASE_URL: "http://127.0.0.1:1/v1",
    });
    expect(exitCode).toBe(0);
    expect(output).toMatch(/^emulated: /);
  });
});
