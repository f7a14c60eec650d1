import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { endOf, timeout } from "../testing/run-massgen.ts";
import { withFolder } from "../testing/with-folder.ts";

const reader = fileURLToPath(new URL("testing/read-and-measure.ts", import.meta.url));

/** Megabytes of each log. */
const size = 200;
/** Turns of each, so that each brings a hundredth of a megabyte. */
const turns = 20_000;
/** Megabytes that the process may have at most: Node itself has 60, and the garbage collector is in no hurry. */
const most = 600;

const text = (characters: number) => "words and more of them ".repeat(Math.ceil(characters / 23)).slice(0, characters);

async function writeLarge(path: string, linesOf: (turn: number) => readonly object[]): Promise<void> {
  const file = createWriteStream(path);
  for (let turn = 0; turn < turns; turn += 1) {
    const lines = linesOf(turn).map((record) => `${JSON.stringify(record)}\n`);
    if (!file.write(lines.join(""))) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
}

interface Measured {
  readonly items: number;
  readonly calls: number;
  readonly skipped: readonly unknown[];
  readonly kilobytes: number;
}

async function measure(path: string): Promise<Measured> {
  const child = spawn(process.execPath, ["--conditions=@massgen/source", reader, path]);
  const { stdout, stderr, exitCode } = await endOf(child);
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  return JSON.parse(stdout);
}

describe(`reading a log of ${size} MB`, { timeout }, () => {
  const bulk = text((size * 1_000_000) / turns - 900);

  it("holds of Claude Code's only the conversation, not branches, sub-agents and copies of outputs", () =>
    withFolder({}, async ({ path }) => {
      await writeLarge(`${path}/log.jsonl`, (turn) => {
        const link = { sessionId: "s", isSidechain: false };
        const parentUuid = turn === 0 ? null : `a${turn - 1}`;
        const answer = { id: `m${turn}`, role: "assistant", content: [{ type: "text", text: "Yes." }] };
        return [
          { type: "user", uuid: `u${turn}`, parentUuid, ...link, message: { role: "user", content: text(200) } },
          turn % 2 === 0
            ? { type: "user", uuid: `s${turn}`, ...link, isSidechain: true, message: { role: "user", content: bulk } }
            : { type: "user", uuid: `b${turn}`, parentUuid, ...link, message: { role: "user", content: bulk } },
          { type: "assistant", uuid: `a${turn}`, parentUuid: `u${turn}`, ...link, message: answer },
        ];
      });
      const { kilobytes, ...found } = await measure(`${path}/log.jsonl`);
      expect(found).toEqual({
        items: 2 * turns,
        calls: turns,
        skipped: [
          { reason: "records of sub-agents", count: turns / 2 },
          { reason: "messages on branches that were left", count: turns / 2 },
        ],
      });
      expect(kilobytes).toBeLessThan(most * 1_024);
    }));

  it("holds of Codex's only the items", () =>
    withFolder({}, async ({ path }) => {
      await writeLarge(`${path}/rollout.jsonl`, (turn) => [
        ...(turn === 0 ? [{ type: "session_meta", payload: { id: "1" } }] : []),
        { type: "response_item", payload: { type: "message", role: "user", content: text(200) } },
        { type: "event_msg", payload: { type: "exec_command_output", output: bulk } },
        { type: "response_item", payload: { type: "message", role: "assistant", content: "Yes." } },
      ]);
      const { kilobytes, ...found } = await measure(`${path}/rollout.jsonl`);
      expect(found).toEqual({ items: 2 * turns, calls: turns, skipped: [] });
      expect(kilobytes).toBeLessThan(most * 1_024);
    }));
});
