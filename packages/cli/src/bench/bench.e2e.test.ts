import { mkdir, utimes } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { asLines, chatMessages, responsesItems } from "../testing/conversations.ts";
import { withEmulatedHome } from "../testing/emulated-home.ts";
import { timeout } from "../testing/run-massgen.ts";
import { needsTerminal } from "../testing/terminal.ts";
import { keys, startInTerminal } from "../testing/terminal-session.ts";
import { withFolder } from "../testing/with-folder.ts";
import { benchHelp } from "./bench-help.ts";
import type { BenchResult } from "./bench-result.ts";
import { benchEntry, runBenchProcess } from "./testing/run-bench-process.ts";

const small = ["--context-window", "2k"];

/** A session that takes seconds to replay. */
function longSession(): string {
  const steps = Array.from({ length: 1_500 }, (_, step) => [
    { type: "function_call", call_id: `c${step}`, name: "read", arguments: `{"n":${step}}` },
    { type: "function_call_output", call_id: `c${step}`, output: `line ${step * 7} of the output `.repeat(20) },
  ]);
  return asLines([{ type: "message", role: "user", content: "Read." }, ...steps.flat()]);
}

describe("massgen bench compaction", { timeout }, () => {
  it("replays sessions of different formats and prints a row for each strategy", () =>
    withFolder({ "a.jsonl": asLines(responsesItems()), "b.json": JSON.stringify(chatMessages()) }, async ({ path }) => {
      const run = await runBenchProcess(["compaction", `${path}/a.jsonl`, `${path}/b.json`, ...small, "--json"]);
      expect(run).toMatchObject({ exitCode: 0, stderr: "" });
      const result: BenchResult = JSON.parse(run.stdout);
      expect(result).toMatchObject({ interrupted: false, unread: [], sessions: [{ items: 29 }, { items: 27 }] });
      const names = ["none", "clear-every-turn", "clear-batched", "window", "default-chain", "naive-summary"];
      expect(result.rows.map(({ strategy }) => strategy)).toEqual([...names, ...names]);
      for (const row of result.rows) {
        expect(row.mode).toBe(row.strategy === "naive-summary" ? "emulated" : "offline");
        expect(row.inputTokens).toBeGreaterThanOrEqual(row.uncachedTokens);
        expect(row.cost).toBeGreaterThan(0);
        expect(row.recall).toBe(row.compactions > 0 && row.mode === "emulated" ? null : 1);
      }
    }));

  it("reads on where a file is none, and writes Markdown", () =>
    withFolder({ "a.json": JSON.stringify(chatMessages()), "bad.json": "[{" }, async ({ path, read }) => {
      const files = [`${path}/bad.json`, `${path}/a.json`];
      const run = await runBenchProcess([
        "compaction",
        ...files,
        ...small,
        "-s",
        "window",
        "--markdown",
        `${path}/out.md`,
      ]);
      expect(run.exitCode).toBe(0);
      expect(run.stdout).toContain("bad.json is not valid JSON at line 1");
      const markdown = await read("out.md");
      expect(markdown.match(/^\| (?:none|window) \| offline \|/gm)).toHaveLength(2);
    }));

  it("says in one line what is wrong", () =>
    withFolder({}, async ({ path }) => {
      const environment = { HOME: path };
      const errors = [
        [["compaction"], "massgen: No session is named. Name files, or pass --mine for the newest of your own.\n"],
        [["compaction", "none.json"], "massgen: There is no file none.json. Check the path.\n"],
        [
          ["compaction", "--mine"],
          "massgen: No session of Claude Code, Codex or massgen chat was found. Name the file of one.\n",
        ],
        [["compaction", "x", "-s", "windows"], 'massgen: There is no row "windows". Did you mean "window"?\n'],
      ] as const;
      for (const [args, stderr] of errors) {
        expect(await runBenchProcess(args, environment)).toEqual({ exitCode: 1, stdout: "", stderr });
      }
      expect(await runBenchProcess(["--help"])).toEqual({ exitCode: 0, stdout: benchHelp, stderr: "" });
    }));

  it("finds one's own sessions", () =>
    withFolder({}, async ({ path, write, read }) => {
      await mkdir(`${path}/.codex/sessions/2026`, { recursive: true });
      const records = responsesItems().map((payload) => ({ timestamp: "t", type: "response_item", payload }));
      await write(".codex/sessions/2026/rollout-1.jsonl", asLines(records));
      // Newer, and of no use.
      await write(
        ".codex/sessions/2026/rollout-2.jsonl",
        asLines([{ timestamp: "t", type: "session_meta", payload: {} }]),
      );
      await utimes(`${path}/.codex/sessions/2026/rollout-1.jsonl`, 1_000, 1_000);
      const args = ["compaction", "--mine", "1", ...small, "-s", "none", "--markdown", `${path}/out.md`];
      const run = await runBenchProcess(args, { HOME: path });
      expect(run.stdout).toContain("log of Codex, openai-responses: 29 items, 13 calls");
      const unread = "rollout-2.jsonl holds no conversation.";
      expect(run.stdout.replaceAll("\n  ", " ")).toContain(unread);
      expect(await read("out.md")).toContain(unread);
      const json = await runBenchProcess([...args, "--json"], { HOME: path });
      expect(JSON.parse(json.stdout)).toMatchObject({
        sessions: [{ items: 29 }],
        unread: [{ path: `${path}/.codex/sessions/2026/rollout-2.jsonl`, reason: expect.stringContaining(unread) }],
      });
    }));

  it("asks a model where one is named, and says live", () =>
    withEmulatedHome({}, async ({ folder, environment }) => {
      await folder.write("a.jsonl", asLines(responsesItems()));
      const args = ["compaction", `${folder.path}/a.jsonl`, "--context-window", "1500", "--json"];
      const model = ["--model", "gpt-test", "--api", "responses"];
      const run = await runBenchProcess([...args, ...model], environment);
      expect(run).toMatchObject({ exitCode: 0, stderr: "" });
      const live = (JSON.parse(run.stdout) as BenchResult).rows.filter(({ mode }) => mode === "live");
      expect(live.map(({ strategy }) => strategy)).toEqual(["naive-summary", "summarize", "native"]);
      const native = live.at(-1);
      expect(native).toMatchObject({ failures: 0, recall: null });
      expect(native?.compactions).toBeGreaterThan(0);
      expect(native?.ownInputTokens).toBeGreaterThan(0);
    }));

  it("says where a provider refuses, beside what could be done without it", () =>
    withEmulatedHome({}, async ({ folder, environment }) => {
      await folder.write("a.jsonl", asLines(responsesItems()));
      const args = ["compaction", `${folder.path}/a.jsonl`, "--context-window", "1500", "-s", "native"];
      const wrong = { ...environment, OPENAI_API_KEY: "another" };
      const run = await runBenchProcess([...args, "--model", "gpt-test", "--api", "responses"], wrong);
      expect(run.exitCode).toBe(1);
      expect(run.stderr).toMatch(/^massgen: \S+ does not accept the API key in OPENAI_API_KEY\./);
      expect(run.stdout).toMatch(/^none +offline/m);
    }));

  it("prints what is done when it is interrupted", (context) =>
    withFolder({ "long.jsonl": longSession(), "a.json": JSON.stringify(chatMessages()) }, async (folder) => {
      needsTerminal(context);
      const line = `${process.execPath} --conditions=@massgen/source ${benchEntry} bench compaction a.json long.jsonl`;
      await using terminal = startInTerminal(line, { cwd: folder.path });
      // Only the long session takes long enough for this to be drawn.
      await terminal.waitFor("long.jsonl: clear-every-turn");
      terminal.type(keys.ctrlC);
      const { exitCode, stdout } = await terminal.ended;
      expect(exitCode).toBe(4);
      expect(stdout.match(/^.*none +offline/gm)).toHaveLength(2);
      expect(stdout).toContain("Interrupted: this is what was done by then.");
    }));
});
