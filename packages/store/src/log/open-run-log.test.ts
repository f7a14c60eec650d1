import { appendFileSync, chmodSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { compactionRecord, messages, replaceRange } from "../testing/compaction-record.ts";
import { needs, noLinks, noModes } from "../testing/needs.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { openRunLog } from "./open-run-log.ts";
import { readRunLog } from "./read-run-log.ts";

const options = { format: "openai-responses", now: () => Date.UTC(2026, 0, 2, 3, 4, 5) };
const note = { role: "assistant", content: "[3 earlier items removed]" };

describe("openRunLog", { timeout: 30_000 }, () => {
  it("gives back the full conversation and the window after it was closed", async () => {
    const path = join(temporaryFolder(), "run.jsonl");
    const log = await openRunLog(path, options);
    await log.append({ type: "items", items: messages(0, 5) });
    await log.append(replaceRange(5, [1, 4], note, ["3f9k"]));
    await log.append({ type: "items", items: messages(5, 6) });
    const window = [messages(0, 1)[0], note, ...messages(4, 6)];
    expect(log.window()).toEqual(window);
    expect(log.conversation()).toEqual(messages(0, 6));
    await log.close();

    const again = await openRunLog(path, options);
    expect(again.window()).toEqual(window);
    expect(again.conversation()).toEqual(messages(0, 6));
    expect(again.header).toEqual({
      type: "session",
      log: "massgen-run-log",
      version: 1,
      format: "openai-responses",
      sequence: 0,
      time: "2026-01-02T03:04:05.000Z",
    });
    expect(again.reading).toEqual({ tornBytes: 0, unknownEntries: 0 });
    await again.append({ type: "items", items: messages(6, 7) });
    await again.close();
    expect((await readRunLog(path)).conversation()).toEqual(messages(0, 7));
  });

  it("hands out the very items that were appended, in arrays that do not change", async () => {
    const log = await openRunLog(join(temporaryFolder(), "run.jsonl"), options);
    const items = messages(0, 2);
    await log.append({ type: "items", items });
    const window = log.window();
    const conversation = log.conversation();
    await log.append({ type: "items", items: messages(2, 3) });
    expect(window).toHaveLength(2);
    expect(conversation).toHaveLength(2);
    expect(window[1]).toBe(items[1]);
    await log.close();
  });

  it("goes back to an earlier length: a compaction made later is undone, one made before stays", async () => {
    const path = join(temporaryFolder(), "run.jsonl");
    const log = await openRunLog(path, options);
    await log.append({ type: "items", items: messages(0, 4) });
    await log.append(replaceRange(4, [0, 2], note));
    await log.append({ type: "items", items: messages(4, 8) });
    await log.append(replaceRange(7, [0, 6], note));
    await log.append({ type: "rewind", items: 6 });
    expect(log.window()).toEqual([note, ...messages(2, 6)]);
    await log.append({ type: "items", items: messages(10, 11) });
    expect(log.conversation()).toEqual([...messages(0, 6), ...messages(10, 11)]);
    await log.append({ type: "rewind", items: 3 });
    expect(log.window()).toEqual(messages(0, 3));
    await log.close();
    expect((await readRunLog(path)).window()).toEqual(messages(0, 3));
  });

  it("writes appends one after the other, in the order of the calls", async () => {
    const path = join(temporaryFolder(), "run.jsonl");
    const log = await openRunLog(path, options);
    await Promise.all([
      ...Array.from({ length: 30 }, (_, index) => log.append({ type: "items", items: messages(index, index + 1) })),
      log.append(replaceRange(30, [0, 29], note)),
    ]);
    expect(log.window()).toEqual([note, ...messages(29, 30)]);
    await log.close();
    expect((await readRunLog(path)).conversation()).toEqual(messages(0, 30));
  });

  it("makes file and directory for their owner alone", needs(noModes), async () => {
    const folder = join(temporaryFolder(), "runs", "today");
    const log = await openRunLog(join(folder, "run.jsonl"), options);
    for (const name of ["run.jsonl", "run.jsonl.lock"]) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    for (const path of [folder, join(folder, "..")]) expect(statSync(path).mode & 0o777).toBe(0o700);
    await log.close();
    chmodSync(folder, 0o750);
    await (await openRunLog(join(folder, "run.jsonl"), options)).close();
    expect(statSync(folder).mode & 0o777).toBe(0o750);
  });

  it("refuses a record that does not fit, changes nothing, and goes on", async () => {
    const path = join(temporaryFolder(), "run.jsonl");
    const log = await openRunLog<unknown>(path, options);
    await log.append({ type: "items", items: messages(0, 3) });
    const before = readFileSync(path);
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    const wrong = [
      [{ type: "items", items: cyclic }, "cannot be written as JSON"],
      [{ type: "items", items: [1n] }, "cannot be written as JSON"],
      [{ type: "rewind", items: 4 }, "goes back to 4 items, where the conversation has 3"],
      [{ type: "rewind", items: -1 }, "does not say where it goes back to"],
      [replaceRange(4, [0, 1], note), "was made from a window of 4 items, where this one has 3"],
      [replaceRange(3, [1, 4], note), "replaces position 3, which the window does not have"],
      [replaceRange(3, [1, 1], note), "is not a whole compaction"],
      [replaceRange(3, [0, 1], undefined), "is not a whole compaction"],
      [{ ...replaceRange(3, [0, 1], note), itemsAfter: 2 }, "says that 2 items are left, where 3 are"],
      [
        compactionRecord({ itemsBefore: 3, itemsAfter: 3, inserted: [insertion(0, [0, 2])], repaired: [[1, 2]] }),
        "replaces position 1 of the window twice",
      ],
      [
        compactionRecord({ itemsBefore: 3, itemsAfter: 5, inserted: [insertion(2), insertion(1)] }),
        "has its insertion 1 out of order",
      ],
    ] as const;
    for (const [record, problem] of wrong) {
      await expect(log.append(record)).rejects.toMatchObject({
        code: "invalid-log-record",
        problem: `The record cannot be appended: it ${problem}.`,
      });
    }
    expect(readFileSync(path)).toEqual(before);
    await log.append({ type: "items", items: [] });
    expect(readFileSync(path)).toEqual(before);
    await log.append(replaceRange(3, [0, 2], note));
    await expect(log.append(compactionRecord({ itemsBefore: 2, itemsAfter: 1, repaired: [[0, 1]] }))).rejects.toThrow(
      "takes out an item that stands for others, with nothing in its place",
    );
    expect(log.window()).toEqual([note, ...messages(2, 3)]);
    await log.close();
  });

  it("is closed once, after what was under way", async () => {
    const path = join(temporaryFolder(), "run.jsonl");
    const log = await openRunLog(path, options);
    const appended = log.append({ type: "items", items: messages(0, 1) });
    await Promise.all([log.close(), log.close()]);
    await appended;
    expect(log.conversation()).toHaveLength(1);
    await expect(log.append({ type: "items", items: messages(1, 2) })).rejects.toMatchObject({
      code: "log-closed",
      message: "The run log is closed. Open it again with openRunLog.",
    });
    await expect(log.clear()).rejects.toMatchObject({ code: "log-closed" });
  });

  it("has one writer, whatever name it is opened under", needs(noLinks), async () => {
    const folder = temporaryFolder();
    symlinkSync(folder, `${folder}-link`);
    onTestFinished(() => rmSync(`${folder}-link`));
    symlinkSync(join(folder, "run.jsonl"), join(folder, "link.jsonl"));
    const log = await openRunLog(join(`${folder}-link`, "run.jsonl"), options);
    for (const name of ["run.jsonl", "link.jsonl"]) {
      await expect(openRunLog(join(folder, name), options)).rejects.toMatchObject({ code: "log-locked" });
    }
    await log.close();
    await (await openRunLog(join(folder, "link.jsonl"), options)).close();
  });

  it("forgets everything when it is cleared", async () => {
    const path = join(temporaryFolder(), "run.jsonl");
    const log = await openRunLog(path, options);
    await log.append({ type: "items", items: [{ role: "user", content: "a secret" }] });
    await log.clear();
    expect([log.conversation(), log.window()]).toEqual([[], []]);
    expect(readFileSync(path, "utf8")).not.toContain("secret");
    await log.append({ type: "items", items: messages(0, 1) });
    await log.close();
    expect((await readRunLog(path)).conversation()).toEqual(messages(0, 1));
  });

  it("keeps and counts entries and fields of later versions", async () => {
    const path = join(temporaryFolder(), "run.jsonl");
    const log = await openRunLog(path, options);
    await log.append({ type: "items", items: messages(0, 1) });
    await log.close();
    const unknown = '{"type":"weather","sequence":2,"time":"2027-01-01T00:00:00.000Z","sky":"clear"}';
    const extended = '{"type":"items","items":[1],"sequence":3,"time":"2027-01-01T00:00:00.000Z","mood":"fine"}';
    appendFileSync(path, `${unknown}\n${extended}\n`);
    const again = await openRunLog<unknown>(path, options);
    expect(again.reading.unknownEntries).toBe(1);
    await again.append({ type: "items", items: [2] });
    expect(again.conversation()).toEqual([...messages(0, 1), 1, 2]);
    await again.close();
    const text = readFileSync(path, "utf8");
    expect(text).toContain(unknown);
    expect(text).toContain(extended);
    expect((await readRunLog(path)).window()).toEqual([...messages(0, 1), 1, 2]);
  });

  it("does not write to a log of a later version or of another format", async () => {
    const path = join(temporaryFolder(), "run.jsonl");
    await (await openRunLog(path, options)).close();
    await expect(openRunLog(path, { format: "anthropic" })).rejects.toMatchObject({
      code: "other-item-format",
      message: 'The run log holds items of the format "openai-responses". Open it with that format.',
    });
    const later = readFileSync(path, "utf8").replace('"version":1', '"version":2');
    writeFileSync(path, later);
    await expect(openRunLog(path, options)).rejects.toMatchObject({ code: "newer-log-version" });
    expect(readFileSync(path, "utf8")).toBe(later);
    expect((await readRunLog(path)).header.version).toBe(2);
  });

  it.each(["notes without a line break", "notes\n", "{}", '{"type":"session"}\n', "\0binary"])(
    "takes %j for somebody else's file, and leaves it alone",
    async (content) => {
      const path = join(temporaryFolder(), "notes.txt");
      writeFileSync(path, content);
      await expect(openRunLog(path, options)).rejects.toMatchObject({ code: "not-a-run-log" });
      await expect(readRunLog(path)).rejects.toMatchObject({ code: "not-a-run-log" });
      expect(readFileSync(path, "utf8")).toBe(content);
    },
  );

  it("says what keeps it from being opened", async () => {
    const folder = temporaryFolder();
    await expect(openRunLog(folder, options)).rejects.toMatchObject({
      code: "storage-failed",
      message: "The run log could not be opened: EISDIR. See the cause, then try again.",
    });
    await expect(readRunLog(join(folder, "absent"))).rejects.toMatchObject({ code: "storage-failed" });
  });
});

function insertion(before: number, ...covers: readonly (readonly [number, number])[]) {
  return { before, item: note, covers };
}
