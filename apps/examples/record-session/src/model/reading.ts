import { readLines } from "./calls.ts";
import type { Memory } from "./memory.ts";
import { type Excerpt, type Match, parseExcerpt } from "./outputs.ts";
import type { Steps } from "./turn.ts";

interface Range {
  readonly path: string;
  readonly from: number;
  readonly lines: number;
}

/** Reads ranges, a few at a time in parallel; those that could not be read are missing from the result. */
function* readRanges(memory: Memory, ranges: readonly Range[], thought?: string): Steps<readonly Excerpt[]> {
  const excerpts: Excerpt[] = [];
  for (let start = 0; start < ranges.length; ) {
    const batch = ranges.slice(start, start + batchSize(memory, start));
    const calls = batch.map(({ path, from, lines }) => readLines(path, from, lines));
    const outputs = yield start === 0 && thought !== undefined ? { thought, calls } : { calls };
    for (const output of outputs) {
      const excerpt = parseExcerpt(output);
      if (excerpt === undefined) continue;
      memory.learnExcerpt(excerpt);
      excerpts.push(excerpt);
    }
    start += batch.length;
  }
  return excerpts;
}

/** One to three, varied by what was read before as an agent's are. */
function batchSize(memory: Memory, start: number): number {
  return 1 + ((memory.reads.size + start) % 3);
}

/** The start of each file, as far as one read goes. */
export function* readStarts(memory: Memory, paths: readonly string[], thought?: string): Steps<readonly Excerpt[]> {
  const lines = memory.pace.linesPerRead();
  return yield* readRanges(
    memory,
    paths.map((path) => ({ path, from: 1, lines })),
    thought,
  );
}

/** A file from its first line on, in as many reads as it takes, four at most. */
export function* readThrough(memory: Memory, path: string, thought?: string): Steps<readonly Excerpt[]> {
  const excerpts: Excerpt[] = [];
  const lines = memory.pace.linesPerRead();
  for (let from = 1; excerpts.length < 4; from += lines) {
    const [excerpt] = yield* readRanges(memory, [{ path, from, lines }], from === 1 ? thought : undefined);
    if (excerpt === undefined) break;
    excerpts.push(excerpt);
    if (excerpt.end >= excerpt.total) break;
  }
  return excerpts;
}

/** The surroundings of places; places close to each other in one file share a read. */
export function* readAround(memory: Memory, places: readonly Match[], thought?: string): Steps<readonly Excerpt[]> {
  const lines = memory.pace.linesPerRead();
  const ranges: Range[] = [];
  for (const { path, line } of places) {
    const known = ranges.some((range) => range.path === path && line >= range.from && line < range.from + range.lines);
    if (!known) ranges.push({ path, from: Math.max(1, line - Math.floor(lines / 3)), lines });
  }
  return yield* readRanges(memory, ranges, thought);
}
