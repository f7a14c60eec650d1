import { describe, expect, it, onTestFinished, vi } from "vitest";
import { readQuestion } from "./read-question.ts";

const bytes = (text: string) => () => Promise.resolve(new TextEncoder().encode(text));
const fromPipe = (typed: string | undefined, piped: string) =>
  readQuestion(typed, { input: { isTTY: false }, read: bytes(piped) });

describe("readQuestion", () => {
  it("puts what was typed before what came through a pipe, with an empty line between", async () => {
    expect(await fromPipe("Why?", "line 1\nline 2\r\n\n")).toBe("Why?\n\nline 1\nline 2");
    expect(await fromPipe("Why?", " \n")).toBe("Why?");
    expect(await fromPipe(undefined, "Why?\n")).toBe("Why?");
    expect(await fromPipe("-", "Why?")).toBe("Why?");
  });

  it("does not wait at a terminal, unless it is told to", async () => {
    const read = () => Promise.reject(new Error("It waited."));
    expect(await readQuestion("Why?", { input: { isTTY: true }, read })).toBe("Why?");
    await expect(readQuestion("-", { input: { isTTY: true }, read })).rejects.toThrow("It waited.");
  });

  it.each([
    [undefined, ""],
    ["", "\n"],
  ])("refuses %j with %j on standard input", async (typed, piped) => {
    await expect(fromPipe(typed, piped)).rejects.toThrow(
      'There is no question. Write massgen ask "QUESTION", or pass it on standard input.',
    );
  });

  it("refuses what is no text", async () => {
    const read = () => Promise.resolve(new Uint8Array([0x89, 0x50, 0x4e, 0xff]));
    await expect(readQuestion("What?", { input: { isTTY: false }, read })).rejects.toThrow(
      "standard input is not UTF-8 text. Pass text; an image goes to --image FILE.",
    );
  });

  it("says once that it waits for a pipe that does not end, and not for a terminal", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const remarks: string[] = [];
    const onWait = (remark: string) => remarks.push(remark);
    for (const isTTY of [true, false]) {
      const { promise: read, resolve } = Promise.withResolvers<Uint8Array>();
      const question = readQuestion("-", { input: { isTTY }, read: () => read, onWait });
      await vi.advanceTimersByTimeAsync(60_000);
      resolve(new TextEncoder().encode("Why?"));
      expect(await question).toBe("Why?");
    }
    expect(remarks).toEqual(["waiting for the end of standard input; where there is none to come, add < /dev/null"]);
    await readQuestion("Why?", { input: { isTTY: false }, read: bytes(""), onWait });
    expect(vi.getTimerCount()).toBe(0);
  });
});
