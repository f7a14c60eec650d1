import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFileArchive } from "./archive/create-file-archive.ts";
import { openRunLog } from "./log/open-run-log.ts";
import { verifyCoverage } from "./log/verify-coverage.ts";
import { messages } from "./testing/compaction-record.ts";
import { runChild } from "./testing/run-child.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

describe("a process that is killed", { timeout: 60_000 }, () => {
  it("between the archive and the window leaves the original, and a log that opens", async () => {
    const folder = temporaryFolder();
    const agent = runChild(new URL("./testing/compacting-agent.ts", import.meta.url), folder);
    await agent.line("archived");
    const path = join(folder, "run.jsonl");
    await expect(openRunLog(path, { format: "openai-responses" })).rejects.toMatchObject({ code: "log-locked" });
    await agent.kill();

    const log = await openRunLog(path, { format: "openai-responses" });
    expect(log.window()).toEqual(messages(0, 6));
    expect(log.conversation()).toEqual(messages(0, 6));
    expect(verifyCoverage(log)).toEqual({ items: 6, inWindow: 6, covered: 0, repaired: 0, problem: null });
    await log.close();
    expect((await createFileArchive(join(folder, "archive")).get("3f9k"))?.items).toEqual(messages(1, 5));
  });

  it("while it writes loses nothing that it was told is safe", async () => {
    const folder = temporaryFolder();
    const safe = new Set<number>();
    for (let round = 1; round <= 5; round += 1) {
      const writer = runChild(new URL("./testing/busy-writer.ts", import.meta.url), folder);
      await writer.line("safe");
      await new Promise((resume) => setTimeout(resume, 7 * round));
      await writer.kill();
      for (const line of writer.lines) safe.add(Number(line.replace("safe ", "")));

      const log = await openRunLog<string>(join(folder, "run.jsonl"), { format: "text" });
      const texts = log.conversation();
      await log.close();
      expect(texts.length).toBeGreaterThan(Math.max(...safe));
      expect(texts.findIndex((text, number) => !text.startsWith(`${number} é😀`))).toBe(-1);
      const archive = createFileArchive(join(folder, "archive"));
      // What was under way is there whole or not at all: reading it never fails.
      for (const [number, text] of texts.entries()) {
        const entry = await archive.get(`entry${number}`);
        if (entry !== undefined || safe.has(number)) expect(entry?.texts).toEqual([text]);
      }
    }
  });
});
