import { appendFileSync, copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { messages, replaceRange } from "../testing/compaction-record.ts";
import { hastyFiles } from "../testing/faulty-files.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { openRunLog } from "./open-run-log.ts";
import { readRunLog } from "./read-run-log.ts";
import { verifyCoverage } from "./verify-coverage.ts";

const options = { format: "openai-responses", files: hastyFiles };

/** What a log holds when it ends after so many bytes. */
interface Moment {
  readonly bytes: number;
  readonly conversation: readonly unknown[];
  readonly window: readonly unknown[];
}

/** A log with every kind of entry, and what it held after each of them. */
async function writeLog(path: string): Promise<readonly Moment[]> {
  const log = await openRunLog<unknown>(path, options);
  const moment = () => ({ bytes: statSync(path).size, conversation: log.conversation(), window: log.window() });
  const moments = [moment()];
  for (const record of [
    { type: "items", items: messages(0, 3) },
    replaceRange(3, [1, 3], "[2 earlier items]", ["3f9k"]),
    { type: "items", items: messages(4, 5) },
    { type: "rewind", items: 2 },
    { type: "items", items: messages(6, 7) },
  ] as const) {
    await log.append(record);
    moments.push(moment());
  }
  await log.close();
  return moments;
}

describe("a crash", () => {
  it("at any byte leaves a log that opens with every entry that was whole, and goes on", {
    timeout: 60_000,
  }, async () => {
    const folder = temporaryFolder();
    const whole = join(folder, "whole.jsonl");
    const moments = await writeLog(whole);
    const path = join(folder, "cut.jsonl");
    for (let bytes = 0; bytes <= statSync(whole).size; bytes += 1) {
      copyFileSync(whole, path);
      truncateSync(path, bytes);
      // An entry that lacks its line break alone is whole.
      const last = moments.findLast((moment) => moment.bytes <= bytes + 1);
      const log = await openRunLog<unknown>(path, options);
      expect(log.conversation()).toEqual(last?.conversation ?? []);
      expect(log.window()).toEqual(last?.window ?? []);
      expect(log.reading.tornBytes).toBe(Math.max(0, bytes - (last?.bytes ?? 0)));
      expect(verifyCoverage(log).problem).toBeNull();
      await log.append({ type: "items", items: ["after the crash"] });
      await log.close();
      const again = await readRunLog(path);
      expect(again.conversation()).toEqual([...(last?.conversation ?? []), "after the crash"]);
      expect(again.reading.tornBytes).toBe(0);
    }
  });

  it("that lost power leaves zero bytes at the end, which go", async () => {
    const path = join(temporaryFolder(), "run.jsonl");
    const moments = await writeLog(path);
    for (const tail of ["\0".repeat(5_000), '{"type":"items","items":[\0\0\0]}\n', "\0\n"]) {
      appendFileSync(path, tail);
      expect((await readRunLog(path)).reading.tornBytes).toBe(tail.length);
      const log = await openRunLog(path, options);
      expect(log.conversation()).toEqual(moments.at(-1)?.conversation);
      expect(log.reading.tornBytes).toBe(tail.length);
      await log.close();
      expect(statSync(path).size).toBe(moments.at(-1)?.bytes);
    }
    writeFileSync(path, "\0".repeat(100));
    await (await openRunLog(path, options)).close();
    expect((await readRunLog(path)).conversation()).toEqual([]);
  });

  it("does not show to one who only reads, and reading repairs nothing", async () => {
    const path = join(temporaryFolder(), "run.jsonl");
    const moments = await writeLog(path);
    appendFileSync(path, '{"type":"items","it');
    const before = readFileSync(path);
    const log = await readRunLog(path);
    expect(log.window()).toEqual(moments.at(-1)?.window);
    expect(log.reading.tornBytes).toBe(19);
    expect(readFileSync(path)).toEqual(before);
  });
});

describe("damage", { timeout: 30_000 }, () => {
  it.each([
    { what: "a torn line", change: (line: string) => line.slice(0, 20), problem: "is not JSON" },
    { what: "a line that is missing", change: () => "", problem: "is not JSON" },
    { what: "zero bytes", change: () => "\0\0", problem: "is torn, and there are lines after it" },
    {
      what: "a sequence number that was there before",
      change: (line: string) => line.replace('"sequence":3', '"sequence":2'),
      problem: "has the sequence number 2 where 3 is due",
    },
    { what: "another entry's shape", change: () => '{"type":"items","sequence":3}', problem: "has no list of items" },
    { what: "no entry", change: () => "[]", problem: "is not an entry" },
    {
      what: "a rewind that leads nowhere",
      change: () => '{"type":"rewind","items":9,"sequence":3}',
      problem: "goes back to 9 items, where the conversation has 3",
    },
  ])("in the middle is named by its line: $what", async ({ change, problem }) => {
    const damaged = join(temporaryFolder(), "run.jsonl");
    await writeLog(damaged);
    const lines = readFileSync(damaged, "utf8").split("\n");
    writeFileSync(damaged, lines.with(3, change(lines[3] ?? "")).join("\n"));
    const before = readFileSync(damaged);
    const remedy = "Restore the file from a backup, or keep a copy and delete everything from that line on.";
    const error = { code: "log-damaged", message: `Line 4 of ${damaged} ${problem}. ${remedy}` };
    await expect(openRunLog(damaged, options)).rejects.toMatchObject(error);
    await expect(readRunLog(damaged)).rejects.toMatchObject(error);
    expect(readFileSync(damaged)).toEqual(before);
  });

  it("is what bytes are that are no text", async () => {
    const path = join(temporaryFolder(), "run.jsonl");
    await writeLog(path);
    const bytes = readFileSync(path);
    bytes[bytes.indexOf("é") + 1] = 0x20;
    writeFileSync(path, bytes);
    await expect(readRunLog(path)).rejects.toMatchObject({ problem: `Line 2 of ${path} is not JSON.` });
  });
});
