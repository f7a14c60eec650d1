import { expect, it } from "vitest";
import { withFolder } from "../testing/with-folder.ts";
import { type Line, type ReadLinesOptions, readLines } from "./read-lines.ts";

async function linesOf(content: string | Uint8Array, options: ReadLinesOptions = {}): Promise<readonly Line[]> {
  let lines: readonly Line[] = [];
  await withFolder({ "log.jsonl": content }, async ({ path }) => {
    const found: Line[] = [];
    for await (const line of readLines(`${path}/log.jsonl`, options)) found.push(line);
    lines = found;
  });
  return lines;
}

it("numbers lines, passes over empty ones, and knows the one that nothing ended", async () => {
  expect(await linesOf('{"a":1}\n\n  \n{"b":2}\r\n{"c"')).toEqual([
    { number: 1, text: '{"a":1}', isLast: false, replacedBytes: 0 },
    { number: 4, text: '{"b":2}\r', isLast: false, replacedBytes: 0 },
    { number: 5, text: '{"c"', isLast: true, replacedBytes: 0 },
  ]);
});

it("ends lines nowhere else, and takes off a byte order mark", async () => {
  const [first, second] = await linesOf('\uFEFF"a\u2028b"\n"\uFEFFc"\n');
  expect(first?.text).toBe('"a\u2028b"');
  expect(second?.text).toBe('"\uFEFFc"');
});

it("does not hold a line that is too long, and goes on behind it", async () => {
  const lines = await linesOf(`${"x".repeat(700_000)}\nshort\n${"y".repeat(700_000)}`, { longest: 1_000 });
  expect(lines).toEqual([
    { number: 1, text: undefined, isLast: false, replacedBytes: 0 },
    { number: 2, text: "short", isLast: false, replacedBytes: 0 },
    { number: 3, text: undefined, isLast: true, replacedBytes: 0 },
  ]);
});

it("reads characters that lie across two pieces of the file", async () => {
  const long = "ä€😀".repeat(100_000);
  const [only] = await linesOf(`${long}\n`);
  expect(only?.text).toBe(long);
});

it("reads nothing from nothing", async () => {
  expect(await linesOf("")).toEqual([]);
  expect(await linesOf("\n\n")).toEqual([]);
});

it("counts the bytes that are not UTF-8, those of a character that the file ends within among them", async () => {
  const bytes = (...parts: readonly (string | readonly number[])[]) =>
    Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));
  const euro = [...Buffer.from("€")];
  const lines = await linesOf(
    bytes("a\uFFFDb\n", [0xff, 0xfe], "x", [0xc3], "\n", euro, euro.slice(0, 2), "\uFFFD\n", "cut ", euro.slice(0, 2)),
  );
  expect(lines.map(({ number, text, replacedBytes }) => [number, text, replacedBytes])).toEqual([
    [1, "a\uFFFDb", 0],
    [2, "\uFFFD\uFFFDx\uFFFD", 3],
    [3, "€\uFFFD\uFFFD", 2],
    [4, "cut \uFFFD", 2],
  ]);
});
