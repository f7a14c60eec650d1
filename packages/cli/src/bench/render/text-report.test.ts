import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import type { BenchResult, SessionFacts } from "../bench-result.ts";
import { defaultRates } from "../limits.ts";
import { promptCache } from "../prefix-cache.ts";
import type { BenchRow } from "../replay/row.ts";
import { recallCell, shareCell, tokensCell } from "./cells.ts";
import { markdownReport } from "./markdown-report.ts";
import { textReport } from "./text-report.ts";

const row: BenchRow = {
  session: "s.json",
  strategy: "clear-every-turn",
  mode: "emulated",
  calls: 1_234,
  inputTokens: 123_456_789,
  uncachedTokens: 123_456_789,
  peakTokens: 999_499,
  cost: 123_456_789,
  relativeCost: 12.3,
  cacheRewrites: 12_345,
  compactions: 12_345,
  failures: 0,
  failureReasons: [],
  ownCalls: 3,
  ownInputTokens: 100_000_000,
  ownOutputTokens: 23_456_789,
  probes: 9,
  recall: 1,
  verbatimRecall: 0.29,
  recallByKind: null,
  milliseconds: 9_999_900,
};

const session: SessionFacts = {
  path: "s.json",
  source: "claude-code",
  format: "anthropic",
  items: 1_200,
  calls: 1_234,
  usageRecords: 1_200,
  compactions: 2,
  sizes: { scale: 1.2, overhead: 5_402, points: 1_200, medianError: 0.01 },
  check: {
    records: 1_200,
    inputError: 0.003,
    uncachedError: -0.5,
    costError: -0.152,
    missedCalls: 11,
    costErrorWithoutMissed: 0.006,
  },
  skipped: [{ reason: "records of type a|b", count: 1_000 }],
};

const result: BenchResult = {
  settings: {
    limits: { contextWindow: 128_000, trigger: 102_400, target: 51_200 },
    rates: defaultRates,
    promptCache,
    counter: "o200k",
  },
  sessions: [session],
  rows: [
    { ...row, strategy: "none", mode: "offline" },
    row,
    {
      ...row,
      strategy: "native",
      mode: "live",
      recall: null,
      cost: null,
      relativeCost: null,
      failures: 2,
      compactions: 1,
      failureReasons: ["no\u001b[31m answer"],
    },
  ],
  unread: [{ path: "x.json", reason: "x.json is empty.", remedy: "" }],
  interrupted: true,
};

const text = textReport(result, new PassThrough());

describe("textReport", () => {
  it("fits into 110 columns, whatever the numbers", () => {
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  it("shows every row, and what is not known as that", () => {
    expect(text).toContain(
      "clear-every-turn  emulated  123.5M    123.5M  999k  123.5M  1230 %  12,345  12,345  123.5M  29+71 %  9999.9 s",
    );
    expect(text).toContain(
      "native            live      123.5M    123.5M  999k     n/a     n/a  12,345    1+2!  123.5M      n/a",
    );
  });

  it("says what the session is, what was skipped, what failed and what was not read", () => {
    for (const line of [
      "log of Claude Code, anthropic: 1,200 items, 1,234 calls, 2 compactions of its own (replayed as if there were none)",
      "sizes: o200k × 1.20 + 5,402 for instructions and tools, learnt from 1,200 usage records",
      "skipped: 1,000 records of type a|b",
      "native: a compaction failed: no [31m answer",
      "not read: x.json: x.json is empty.",
      "Interrupted: this is what was done by then.",
    ]) {
      expect(text.replaceAll("\n  ", " ")).toContain(line);
    }
  });

  it("counts one of a kind as one", () => {
    const single: SessionFacts = {
      ...session,
      items: 1,
      calls: 1,
      compactions: 1,
      check: { records: 1, inputError: 0, uncachedError: 0, costError: 0, missedCalls: 1, costErrorWithoutMissed: 0 },
      sizes: { scale: 1, overhead: 0, points: 1, medianError: 0 },
    };
    const unlearnt: SessionFacts = { ...single, usageRecords: 1, sizes: { ...single.sizes, points: 0 } };
    const words = textReport({ ...result, sessions: [single, unlearnt] }, new PassThrough()).replaceAll("\n  ", " ");
    for (const line of [
      "1 item, 1 call, 1 compaction of its own (replayed as if there were none)",
      "learnt from 1 usage record\n",
      "check: against 1 usage record input +0.0 %, cost +0.0 %; without 1 call whose cache had",
      "instructions and tools are not in them, 1 usage record\n",
    ]) {
      expect(words).toContain(line);
    }
  });
});

describe("reasons of failures", () => {
  it("are shown as far as anybody reads them", () => {
    const failureReasons = ["one", "two", "three", "four", "five"];
    const notes = (count: number) =>
      textReport({ ...result, rows: [{ ...row, failureReasons: failureReasons.slice(0, count) }] }, new PassThrough());
    expect(notes(3)).not.toContain("further");
    expect(notes(4)).toContain("clear-every-turn: 1 further reason, which --json has\n");
    expect(notes(5)).toContain("clear-every-turn: 2 further reasons, which --json has\n");
    expect(notes(5)).not.toContain("four");
  });
});

describe("markdownReport", () => {
  it("has the same rows as a table, with nothing that Markdown would take for its own", () => {
    const markdown = markdownReport(result);
    expect(markdown).toContain(
      "| strategy | mode | input | uncached | peak | cost | /none | rewr. | comp. | own | recall | time |",
    );
    expect(markdown).toContain("| --- | --- | --: |");
    expect(markdown).toContain("| clear-every-turn | emulated | 123.5M | 123.5M | 999k |");
    expect(markdown).toContain("records of type a\\|b");
  });
});

describe("cells", () => {
  it.each([
    [0, "0"],
    [99_999, "99,999"],
    [99_999.7, "100k"],
    [999_499, "999k"],
    [999_500, "1.00M"],
    [12_345_678, "12.3M"],
    [999_499_999, "999.5M"],
    [2_880_000_000, "2.88G"],
    [null, "n/a"],
  ])("shows %s tokens as %s", (tokens, cell) => {
    expect(tokensCell(tokens)).toBe(cell);
  });

  it("shows shares", () => {
    expect([0, 0.004, 0.0994, 0.0996, 0.5, 12.3, null].map(shareCell)).toEqual([
      "0 %",
      "0.4 %",
      "9.9 %",
      "10 %",
      "50 %",
      "1230 %",
      "n/a",
    ]);
    expect(recallCell({ recall: 0.999, verbatimRecall: 0.333 })).toBe("33+67 %");
    expect(recallCell({ recall: null, verbatimRecall: null })).toBe("n/a");
  });
});
