import { mkdir, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { withFolder } from "../testing/with-folder.ts";
import { findOwnLogs } from "./find-own-logs.ts";

async function withLogs(names: readonly string[], body: (home: string) => Promise<void>): Promise<void> {
  await withFolder({}, async ({ path }) => {
    for (const [age, name] of names.entries()) {
      const file = join(path, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, "{}\n");
      const time = new Date(Date.UTC(2026, 0, 31) - age * 1_000);
      await utimes(file, time, time);
    }
    await body(path);
  });
}

const codex = ".codex/sessions/2026/01/31/rollout-1.jsonl";
const claude = ".claude/projects/-home-me-work/0b5c.jsonl";
const ours = ".local/state/massgen/conversations/20260131-142530-k3fm/run.jsonl";

it("finds the newest logs of each program, the newest first, and nothing else", () =>
  withLogs(
    [
      ".claude/projects/-home-me-work/agent-77.jsonl",
      ".claude/projects/-home-me-work/0b5c/subagents/x.jsonl",
      ".claude/projects/-home-me-work/notes.md",
      ".codex/history.jsonl",
      codex,
      claude,
      ours,
    ],
    async (home) => {
      expect(await findOwnLogs({ HOME: home })).toEqual([codex, claude, ours].map((name) => join(home, name)));
    },
  ));

it("looks where the environment says that the programs keep theirs", () =>
  withLogs(["a/projects/x/1.jsonl", "b/sessions/2.jsonl", "c/conversations/3/run.jsonl"], async (home) => {
    const environment = {
      HOME: "/nonexistent",
      CLAUDE_CONFIG_DIR: join(home, "a"),
      CODEX_HOME: join(home, "b"),
      MASSGEN_HOME: join(home, "c"),
    };
    expect(await findOwnLogs(environment)).toHaveLength(3);
  }));

it("passes over a session that was only just begun", () =>
  withLogs([codex, claude], async (home) => {
    await writeFile(join(home, ".codex/sessions/2026/01/31/rollout-2.jsonl"), "");
    expect(await findOwnLogs({ HOME: home })).toEqual([codex, claude].map((name) => join(home, name)));
  }));

it("finds nothing where there is nothing", () =>
  withFolder({}, async ({ path }) => {
    expect(await findOwnLogs({ HOME: path })).toEqual([]);
  }));
