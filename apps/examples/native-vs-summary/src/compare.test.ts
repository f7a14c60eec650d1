import { describe, expect, it } from "vitest";
import { compareEmulated } from "./compare.ts";
import type { Price } from "./price.ts";
import type { Row } from "./row.ts";
import { smallLimits, smallSession } from "./small-session.ts";

/** A dollar for a thousand tokens, a tenth of it for cached ones. */
const price: Price = ({ inputTokens, cachedTokens = 0, outputTokens = 0 }) =>
  (inputTokens - 0.9 * cachedTokens + outputTokens) / 1_000;

const session = smallSession(18);
const rows = new Map<string, Row>();
const rowNamed = (name: string): Row | undefined => rows.get(name);

describe("compareEmulated on a session of 38 items", async () => {
  for (const row of await compareEmulated(session, "gpt-test", { limits: smallLimits, price })) {
    rows.set(row.mode === null ? row.strategy : row.mode, row);
  }

  it("labels every row, in the order of the contestants", () => {
    expect([...rows.keys()]).toEqual(["none", "endpoint", "trigger", "summarize", "naive"]);
    expect([...rows.values()].map(({ source }) => source)).toEqual(Array(5).fill("emulated"));
  });

  it("counts the whole session: 19 requests of 10 + 400 N tokens", () => {
    expect(rowNamed("none")).toMatchObject({
      compactions: 0,
      calls: 0,
      inputTokens: 0,
      sessionInputTokens: 19 * 10 + 400 * (18 * 19 * 0.5),
      repeatedInputTokens: 18 * 10 + 400 * (17 * 18 * 0.5),
      peakTokens: 7_210,
      medianTokensBefore: null,
      failures: 0,
    });
  });

  it("prices every request, with and without what the cache serves", () => {
    expect(rowNamed("none")?.cost).toBeCloseTo(68.59);
    expect(rowNamed("none")?.costWithCache).toBeCloseTo(68.59 - 0.9 * 61.38);
    // 47,838 of the session, 6,110 and 722 of the compaction.
    expect(rowNamed("endpoint")?.cost).toBeCloseTo(54.67);
  });

  it("counts native compaction by the endpoint", () => {
    // Due at 6,010. The call costs 100 more, its item 12 % and 80 to replay; two copies of the task stay.
    const after = 10 + (722 + 80) + 10;
    expect(rowNamed("endpoint")).toMatchObject({
      compactions: 1,
      calls: 1,
      inputTokens: 6_110,
      outputTokens: 722,
      tokensBefore: 6_010,
      tokensAfter: after,
      sessionInputTokens: 15 * 10 + 400 * 105 + 4 * after + 400 * 6,
      repeatedInputTokens: 14 * 10 + 400 * 91 + 3 * after + 400 * 3,
      peakTokens: 5_610,
      failures: 0,
    });
  });

  it("counts native compaction by the trigger, which keeps one copy of the task", () => {
    expect(rowNamed("trigger")).toMatchObject({
      compactions: 1,
      calls: 1,
      inputTokens: 6_010,
      outputTokens: 722,
      tokensBefore: 6_010,
      tokensAfter: 812,
      sessionInputTokens: 15 * 10 + 400 * 105 + 4 * 812 + 400 * 6,
      failures: 0,
    });
  });

  it("counts the naive summary: the task, 600 tokens under a heading, and the ten newest steps", () => {
    // 37 characters of heading and 2,400 of summary make 610 tokens, and 4 around them.
    const after = 10 + 614 + 10 * 400;
    expect(rowNamed("naive")).toMatchObject({
      compactions: 1,
      calls: 1,
      // 61 of the prompt; five steps of 1,584 characters and what is between them.
      inputTokens: 4 + 61 + 4 + 1_982,
      outputTokens: 604,
      tokensBefore: 6_010,
      tokensAfter: after,
      sessionInputTokens: 15 * 10 + 400 * 105 + 4 * after + 400 * 6,
      peakTokens: 5_824,
      failures: 0,
    });
  });

  it("counts our summary, which keeps to the target", () => {
    const row = rowNamed("summarize");
    // The older part does not fit into one request: notes on two pieces of it, and then the two made one.
    expect(row).toMatchObject({ compactions: 1, calls: 3, tokensBefore: 6_010, failures: 0 });
    expect(row?.tokensAfter).toBeLessThanOrEqual(3_200);
    expect(row?.tokensAfter).toBeGreaterThan(1_210);
    // 600 tokens for each piece, and half of the two, which were cut, for the last.
    expect(row?.outputTokens).toBeGreaterThan(2 * 604);
    expect(row?.outputTokens).toBeLessThan(3 * 604);
  });
});

describe("compareEmulated", () => {
  it("counts compactions that fail, and why, and goes on", async () => {
    // Below ten steps the naive one finds nothing to summarise.
    const limits = { contextWindow: 2_000, trigger: 0.75, target: 0.3 };
    const failing = await compareEmulated(smallSession(5), "gpt-test", { limits, price });
    const [none] = failing;
    const naive = failing.find(({ strategy }) => strategy === "naive");
    expect(naive).toMatchObject({
      compactions: 0,
      calls: 0,
      failures: 2,
      failureReasons: ["nothing is older than the newest steps"],
      sessionInputTokens: none?.sessionInputTokens,
    });
  });

  it("ends with its signal", async () => {
    const signal = AbortSignal.abort(new Error("Enough."));
    await expect(compareEmulated(session, "gpt-test", { limits: smallLimits, price, signal })).rejects.toThrow(
      "Enough.",
    );
  });
});
