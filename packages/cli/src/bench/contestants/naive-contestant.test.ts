import type { SummaryModel } from "@massgen/compaction";
import { describe, expect, it } from "vitest";
import { defaultRates } from "../limits.ts";
import { naivePrompt } from "../naive/prompt.ts";
import { replay } from "../replay/replay.ts";
import { prepareSession } from "../session.ts";
import { call, chatSession, letterCounter, output } from "../testing/small-session.ts";
import { naiveContestant } from "./naive-contestant.ts";

/** A task of 1,000 tokens, and steps of 10 + 400. */
const items = [
  { role: "user", content: "x".repeat(996) },
  ...Array.from({ length: 14 }, (_, step) => [call(`c${step}`, "{}"), output(`c${step}`, 400, `a/b${step}.ts`)]).flat(),
  { role: "assistant", content: "Done." },
];

const settings = {
  limits: { contextWindow: 2_000, trigger: 1_200, target: 600 },
  rates: defaultRates,
  now: () => 0,
};

describe("naiveContestant", () => {
  it("is a rule without a model, whose summaries have a size and nothing else", async () => {
    // By its own count a step is (4 + 2 + 396) ÷ 4 = 100.5 and the task 249: 1,200 are reached with 10 steps, at the 11th
    // call, where nothing is older than ten steps. At the 12th the task and eleven steps are there: the oldest goes.
    const row = await replay(await prepareSession(chatSession(items), letterCounter), naiveContestant(), settings);
    // The summary has its heading, an empty line and 600 times " summary", 37 + 2 + 4,800 characters: more than it would
    // stand for, at that call and the three after it. Each time a model would have been asked, and paid.
    expect(row).toMatchObject({
      mode: "emulated",
      compactions: 0,
      failures: 4,
      ownCalls: 4,
      ownOutputTokens: 4 * 600,
      inputTokens: 15 * 1_000 + 410 * 105,
      recall: 1,
    });
  });

  it("says that what a rule's summary recalls is not known", async () => {
    const words = {
      name: "words",
      count: (text: string) => ({ tokens: text.split(" ").length - 1, estimated: false }),
    };
    const long = [
      { role: "user", content: "x ".repeat(100) },
      ...Array.from({ length: 14 }, (_, step) => [
        call(`c${step}`, "{}"),
        { role: "tool", tool_call_id: `c${step}`, content: "word ".repeat(1_000) },
      ]).flat(),
      { role: "assistant", content: "Done." },
    ];
    const session = await prepareSession(chatSession(long), words);
    const row = await replay(session, naiveContestant(), {
      ...settings,
      limits: { contextWindow: 20_000, trigger: 15_000, target: 600 },
    });
    // A step is 5,006 ÷ 4 by its own count: 15,000 are reached at the 13th call; two steps are older than the newest ten.
    // Then at the 14th call and the last, with the summary and one step each.
    expect(row).toMatchObject({ ownCalls: 3, ownOutputTokens: 3 * 600, compactions: 3, probes: null, recall: null });
  });

  it("asks a model each time, with the frozen prompt, and keeps what it answered", async () => {
    const asked: { readonly instructions: string; readonly input: string }[] = [];
    const model: SummaryModel = async ({ instructions, input }) => {
      asked.push({ instructions, input });
      return { text: "Read a/b0.ts.", usage: { inputTokens: 500, outputTokens: 20 } };
    };
    const session = await prepareSession(chatSession(items.slice(0, 26)), letterCounter);
    const row = await replay(session, naiveContestant(model), settings);
    expect(asked).toEqual([
      { instructions: naivePrompt, input: expect.stringMatching(/^ASSISTANT: read\n\{\}\n\nTOOL: a\/b0\.ts x+$/) },
      {
        instructions: naivePrompt,
        input: expect.stringMatching(
          /^ASSISTANT: Summary of the conversation so far:\n\nRead a\/b0\.ts\.\n\nASSISTANT: read\n\{\}\n\nTOOL: a\/b1\.ts x+$/,
        ),
      },
    ]);
    // Of two paths the second summary has one.
    expect(row).toMatchObject({
      mode: "live",
      compactions: 2,
      ownInputTokens: 1_000,
      probes: 2,
      recall: 0.5,
      verbatimRecall: 0.5,
    });
  });
});
