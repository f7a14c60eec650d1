import { clearToolResults, window } from "@massgen/compaction";
import { describe, expect, it } from "vitest";
import { atTrigger } from "../contestants/at-trigger.ts";
import type { Contestant } from "../contestants/contestant.ts";
import { eachCall } from "../contestants/each-call.ts";
import { defaultRates } from "../limits.ts";
import { prepareSession } from "../session.ts";
import { call, chatSession, letterCounter, output } from "../testing/small-session.ts";
import { replay } from "./replay.ts";

/**
 * Eight items and four calls. A token is a character, and each item has 4 more around it.
 *
 * | item | what                      | tokens |
 * | ---- | ------------------------- | ------ |
 * | 0    | the task                  | 1,000  |
 * | 1    | call: 4 + "read" + "{}"   | 10     |
 * | 2    | output                    | 2,000  |
 * | 3    | call                      | 10     |
 * | 4    | output                    | 2,000  |
 * | 5    | call: 4 + "read" + "ab/c.ts" | 15  |
 * | 6    | output                    | 2,000  |
 * | 7    | the answer                | 100    |
 */
const items = [
  { role: "user", content: "x".repeat(996) },
  call("c1", "{}"),
  output("c1", 2_000, "ab/c.ts"),
  call("c2", "{}"),
  output("c2", 2_000, "de/f.ts 4711"),
  call("c3", "ab/c.ts"),
  output("c3", 2_000, "gh/i.ts"),
  { role: "assistant", content: "y".repeat(96) },
];

const limits = { contextWindow: 6_000, trigger: 4_800, target: 3_500 };

async function rowOf(start: Contestant["start"], options: Partial<Contestant> = {}) {
  const session = await prepareSession(chatSession(items), letterCounter);
  let time = 0;
  const settings = { limits, rates: defaultRates, now: () => time++ };
  return replay(session, { strategy: "test", mode: "offline", isReadable: true, start, ...options }, settings);
}

describe("replay", () => {
  it("counts a session without compaction", async () => {
    // Requests: 1,000; + 10 + 2,000 = 3,010; + 2,010 = 5,020; + 2,015 = 7,035. Together 16,065.
    // Shared with the one before: 0; 1,000, which is below 1,024 and cached not at all; 3,010; 5,020.
    // In steps of 128: 3,010 is 23 steps, 2,944; 5,020 is 39 steps, 4,992. Cached 7,936, uncached 8,129.
    // Cost: 8,129 × 1.25 = 10,161.25; 7,936 × 0.1 = 793.6; output 10 + 10 + 15 + 100 = 135, × 5 = 675. Together 11,629.85.
    expect(await rowOf(() => ({ fit: async () => undefined }))).toEqual({
      session: "small.json",
      strategy: "test",
      mode: "offline",
      calls: 4,
      inputTokens: 16_065,
      uncachedTokens: 8_129,
      peakTokens: 7_035,
      cost: 11_630,
      cacheRewrites: 0,
      compactions: 0,
      failures: 0,
      failureReasons: [],
      ownCalls: 0,
      ownInputTokens: 0,
      ownOutputTokens: 0,
      probes: 0,
      recall: 1,
      verbatimRecall: 1,
      recallByKind: expect.anything(),
      // A tick of the clock for each call.
      milliseconds: 4,
    });
  });

  it("counts a window that moves on at the trigger", async () => {
    // The note "[massgen: 2 earlier items removed to fit the context window; recall …]" has 80 characters: 84 tokens.
    // Call 3 would have 5,020: due. Left are the task, the note and the newest step: 1,000 + 84 + 2,010 = 3,094.
    // Call 4 would have 3,094 + 2,015 = 5,109: due. Left are 1,000 + 84 (now "4 earlier items") + 2,015 = 3,099.
    // Input: 1,000 + 3,010 + 3,094 + 3,099 = 10,203. Shared: 0; 1,000; 1,000; 1,000: all below 1,024, so nothing is cached.
    // Cost: 10,203 × 1.25 = 12,753.75, and output 135 × 5 = 675. Together 13,428.75.
    // Taken out: two calls and two outputs with the paths ab/c.ts and de/f.ts and the number 4711. The first is in the
    // arguments of a call that stayed; the others in the archive's entry that the note names, and one that it leads to.
    expect(await rowOf(atTrigger(() => [window()]))).toMatchObject({
      inputTokens: 10_203,
      uncachedTokens: 10_203,
      peakTokens: 3_099,
      cost: 13_429,
      cacheRewrites: 2,
      compactions: 2,
      failures: 0,
      probes: 3,
      verbatimRecall: 1 / 3,
      recall: 1,
      recallByKind: {
        path: { probes: 2, verbatim: 1, restorable: 1 },
        number: { probes: 1, verbatim: 0, restorable: 1 },
      },
    });
  });

  it("counts outputs that go at every call", async () => {
    // The note "[massgen: tool output of 2000 tokens cleared; recall …]" has 65 characters, 69 tokens with those around it.
    // Only the newest output stays: from the third call on, 1,931 go at each.
    // Requests: 1,000; 3,010; 5,020 − 1,931 = 3,089; 7,035 − 2 × 1,931 = 3,173. Together 10,272.
    // Shared: 0; 1,000; task and first call, 1,010, below 1,024; task, call, note, call: 1,000 + 10 + 69 + 10 = 1,089,
    // which is 8 steps, 1,024. Uncached 9,248. Cost: 11,560 + 102.4 + 675 = 12,337.4.
    expect(await rowOf(eachCall(() => clearToolResults({ keepRecent: 1 })))).toMatchObject({
      inputTokens: 10_272,
      uncachedTokens: 9_248,
      peakTokens: 3_173,
      cost: 12_337,
      cacheRewrites: 2,
      compactions: 2,
      probes: 3,
      recall: 1,
      verbatimRecall: 1 / 3,
    });
  });

  it("adds what the compactions' own calls cost", async () => {
    // Each asks for 300 tokens and gets 50: twice that beside the 13,429 of the window above, 600 + 100 × 5 = 1,100.
    const start = atTrigger(() => {
      const inner = window<unknown>();
      return [
        {
          name: "asking",
          async propose(...question) {
            const proposal = await inner.propose(...question);
            return { ...proposal, cost: { calls: 1, usage: { inputTokens: 300, outputTokens: 50 } } };
          },
        },
      ];
    });
    expect(await rowOf(start)).toMatchObject({
      ownCalls: 2,
      ownInputTokens: 600,
      ownOutputTokens: 100,
      cost: 14_529,
    });
  });

  it("invents neither a cost nor a recall", async () => {
    const start = atTrigger(() => {
      const inner = window<unknown>();
      return [
        {
          name: "silent",
          propose: async (...question) => ({ ...(await inner.propose(...question)), cost: { calls: 1 } }),
        },
      ];
    });
    expect(await rowOf(start, { isReadable: false })).toMatchObject({
      ownCalls: 2,
      ownInputTokens: null,
      ownOutputTokens: null,
      cost: null,
      probes: null,
      recall: null,
      recallByKind: null,
    });
  });

  it("says why compactions fail, and goes on with what there is", async () => {
    const start = atTrigger(() => [
      {
        name: "broken",
        propose: () => {
          throw new Error("out of order");
        },
      },
    ]);
    expect(await rowOf(start)).toMatchObject({
      inputTokens: 16_065,
      compactions: 0,
      failures: 2,
      failureReasons: ["it threw an error"],
    });
  });

  it("ends when it is told to", async () => {
    const session = await prepareSession(chatSession(items), letterCounter);
    const controller = new AbortController();
    const onCall = (done: number) => {
      if (done === 2) controller.abort(new Error("enough"));
    };
    const none: Contestant = {
      strategy: "none",
      mode: "offline",
      isReadable: true,
      start: () => ({ fit: async () => undefined }),
    };
    const settings = { limits, rates: defaultRates, now: () => 0, signal: controller.signal, onCall };
    await expect(replay(session, none, settings)).rejects.toThrow("enough");
  });
});
