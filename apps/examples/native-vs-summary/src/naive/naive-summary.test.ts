import { compact, type SummaryModel } from "@massgen/compaction";
import type { ConversationItem } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { smallSession } from "../small-session.ts";
import { naiveSummary } from "./naive-summary.ts";
import { naivePrompt } from "./prompt.ts";

const brief: SummaryModel = async () => ({ text: "Much was read.", usage: { inputTokens: 900, outputTokens: 5 } });

const compactNaively = (items: readonly ConversationItem[], model = brief) =>
  compact(items, { target: "99%", format: "openai-responses", strategies: [naiveSummary<ConversationItem>(model)] });

const user = (text: string): ConversationItem => ({ type: "message", role: "user", content: text });

describe("naiveSummary", () => {
  it("asks once, with the whole older part as text", async () => {
    const asked: unknown[] = [];
    const { items } = smallSession(12);
    await compactNaively(items, async (request) => {
      asked.push(request);
      return "Read.";
    });
    // The answer at the end shares a step with nothing, so that nine of the calls are among the ten newest steps.
    const texts = items.slice(1, 7).map(({ output }) => output ?? "");
    const input = [0, 1, 2].flatMap((n) => [`CALL read: {"n":${n}}`, `RESULT: ${texts[2 * n + 1]}`]).join("\n\n");
    expect(asked).toEqual([{ instructions: naivePrompt, input, maximumTokens: 4_000 }]);
  });

  it("puts one message in the place of the older part, and keeps the task and the newest steps", async () => {
    const { items } = smallSession(12);
    const { items: result, report } = await compactNaively(items);
    expect(report).toMatchObject({ status: "compacted", attempts: [{ cost: { calls: 1 } }] });
    expect(result).toEqual([
      items[0],
      {
        type: "message",
        role: "assistant",
        content: [
          { type: "output_text", text: "Summary of the conversation so far:\n\nMuch was read.", annotations: [] },
        ],
      },
      ...items.slice(7),
    ]);
  });

  it("speaks as the user where a message of the user's comes later, and folds its summary into the next", async () => {
    const { items } = smallSession(12);
    const longer = [...items, user("Go on."), ...smallSession(2).items.slice(1)];
    const { items: once } = await compactNaively(longer);
    expect(once[1]).toMatchObject({ role: "user", content: [{ text: expect.stringContaining("Much was read.") }] });
    const { items: twice } = await compactNaively([...once, user("And on."), ...smallSession(11).items.slice(1)]);
    expect(JSON.stringify(twice).split("Summary of the conversation so far").length - 1).toBe(1);
  });

  it("has nothing to offer where there are no more than the newest steps", async () => {
    const { report } = await compactNaively(smallSession(9).items);
    expect(report).toMatchObject({ status: "failed", attempts: [{ outcome: "passed-over" }] });
  });

  it("gives valid conversations, whatever the session is like", async () => {
    const part = fc.oneof(
      fc.constant("user" as const),
      fc.constant("assistant" as const),
      fc.integer({ min: 1, max: 3 }).map((calls) => ({ calls, reads: "-".repeat(400) })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 40 }), async (parts) => {
        const items = parts.flatMap((kind, turn): readonly ConversationItem[] => {
          if (kind === "user") return [user(`Turn ${turn}.`)];
          if (kind === "assistant") return [{ type: "message", role: "assistant", content: `Answer ${turn}.` }];
          const ids = Array.from({ length: kind.calls }, (_, call) => `call_${turn}_${call}`);
          return [
            ...ids.map((call_id) => ({ type: "function_call", call_id, name: "read", arguments: "{}" })),
            ...ids.map((call_id) => ({ type: "function_call_output", call_id, output: kind.reads })),
          ];
        });
        const { report } = await compactNaively([user("Begin."), ...items]);
        // A result that is not valid would be refused as such.
        expect(report.reason).not.toContain("not valid");
      }),
      { numRuns: 200 },
    );
  });
});
