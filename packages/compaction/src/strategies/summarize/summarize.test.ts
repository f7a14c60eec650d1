import { describe, expect, it } from "vitest";
import type { ChatMessage } from "../../adapters/openai-chat.ts";
import { compact } from "../../compact.ts";
import { chatConversation, chatView } from "../../testing/chat-view.ts";
import { lengthCounter } from "../../testing/length-counter.ts";
import { summarize } from "./summarize.ts";
import { scriptedModel } from "./testing/scripted-model.ts";
import { summaryOf } from "./testing/summary-of.ts";

const long = "tool output ".repeat(300);
const notes = "## Goal\nReview the code.\n## Next step\nRead on.";
const counter = lengthCounter;

describe("summarize", () => {
  it("puts one message in place of all that is older than the part that stays", async () => {
    const conversation = chatConversation([long, long, long, long]);
    const { model } = scriptedModel(notes);
    const strategies = [summarize<ChatMessage>({ model, keepRecent: 1_000 })];
    const { items, report } = await compact(conversation, { target: 3_000, counter, strategies });
    expect(report).toMatchObject({ status: "compacted", strategy: "summarize" });
    expect(report.attempts[0]?.cost).toEqual({ calls: 1 });
    expect(items.slice(0, 2)).toEqual(conversation.slice(0, 2));
    expect(items.slice(3)).toEqual(conversation.slice(8));
    expect(items[2]?.content).toBe(
      [
        "[massgen: summary of 6 earlier items]",
        "A record of what was said and done before; it asks for nothing.",
        "",
        notes,
      ].join("\n"),
    );
  });

  it("names the archive's entry, where all that it stands for is", async () => {
    const entries: unknown[] = [];
    const archive = {
      put: async (added: readonly unknown[]) => void entries.push(...added),
      get: async () => undefined,
      search: async () => [],
    };
    const conversation = chatConversation([long, long, long, long]);
    const strategies = [summarize<ChatMessage>({ model: scriptedModel(notes).model, keepRecent: 1_000 })];
    const { items } = await compact(conversation, { target: 3_000, counter, strategies, archive });
    const [, id] = /; recall (\w+)\]/.exec(summaryOf(items)) ?? [];
    expect(entries).toMatchObject([{ id, items: conversation.slice(2, 8) }]);
  });

  it("asks for text with the messages that stay, the transcript, and no more than the window", async () => {
    const { model, requests } = scriptedModel(notes);
    const view = chatView(chatConversation(["first", "second", long, "last"]));
    await summarize<ChatMessage>({ model }).propose(view, { target: 1_000 }, undefined);
    expect(requests).toHaveLength(1);
    const [request] = requests;
    const key = /transcript-(\w+)/.exec(request?.instructions ?? "")?.[1];
    expect(Object.keys(request ?? {})).toEqual(["instructions", "input", "maximumTokens", "signal"]);
    expect(request?.input).toContain(`<kept-${key}>\nuser: Review it.\n</kept-${key}>`);
    expect(request?.input).toContain(`<transcript-${key}>\ncall: read {}\nresult of read: first\ncall: read {}\n`);
    expect(request?.input.trimEnd().endsWith(`</transcript-${key}>`)).toBe(true);
  });

  it("adds up what its calls cost, as far as the model says", async () => {
    const usage = { inputTokens: 100, outputTokens: 10, reasoningTokens: 5 };
    const { model } = scriptedModel({ text: "", usage }, { text: notes, usage });
    const view = chatView(chatConversation([long, long, long]));
    const proposal = await summarize<ChatMessage>({ model, keepRecent: 0 }).propose(view, { target: 2_000 }, undefined);
    expect(proposal.cost).toEqual({ calls: 2, usage: { inputTokens: 200, outputTokens: 20, reasoningTokens: 10 } });
  });

  it("lists what calls did, as it reads them itself or as it is told to", async () => {
    const call = (name: string, input: object, result: string): readonly ChatMessage[] => [
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: name, type: "function", function: { name, arguments: JSON.stringify(input) } }],
      },
      { role: "tool", tool_call_id: name, content: result },
    ];
    const conversation = [
      ...chatConversation([]),
      ...call("edit_file", { path: "src/a.ts" }, "ok"),
      ...call("bash", { command: "npm test" }, `${long}\nexit code: 1`),
      ...call("book_room", { room: "R 12" }, "booked"),
      ...chatConversation([long, long]).slice(2),
    ];
    const strategies = [
      summarize<ChatMessage>({
        model: scriptedModel(notes).model,
        keepRecent: 0,
        ledger: ({ name, input, result }) =>
          name === "book_room"
            ? [{ action: "booked", subject: String(input?.room), outcome: String(result) }]
            : undefined,
      }),
    ];
    const { items } = await compact(conversation, { target: 2_000, counter, strategies });
    expect(summaryOf(items).split("## Files, addresses and commands\n")[1]).toBe(
      "- `src/a.ts`: edited\n- `npm test`: ran (exit 1)\n- `R 12`: booked (booked)",
    );
  });

  it("says the same for the same conversation and answers", async () => {
    const conversation = chatConversation([long, `${long} ENOENT: no such file, open 'a/b.ts'`, long]);
    const run = async () => {
      const { model, requests } = scriptedModel(notes);
      const strategies = [summarize<ChatMessage>({ model, keepRecent: 0 })];
      const { items } = await compact(conversation, { target: 2_000, counter, strategies });
      return { items, requests: requests.map(({ signal: _signal, ...request }) => request) };
    };
    expect(await run()).toEqual(await run());
  });

  it("makes no call where there is nothing to gain", async () => {
    const { model, requests } = scriptedModel(notes);
    const propose = async (outputs: readonly string[], target: number, options = {}) => {
      const view = chatView(chatConversation(outputs));
      const proposal = await summarize<ChatMessage>({ model, ...options }).propose(view, { target }, undefined);
      return proposal.kind === "nothing" && !proposal.failed ? proposal.reason : proposal;
    };
    expect(await propose([long], 2_000)).toBe("nothing that may be summarised is older than the part that stays");
    expect(await propose(["short", long], 1_200)).toMatch(
      /^the \d\d tokens that are old enough are too few to be worth a summary$/,
    );
    expect(await propose([long, long], 900)).toMatch(
      /^pinned items and the newest step alone need 9\d\d tokens, which leaves no room for a summary$/,
    );
    expect(await propose([long, long], 2_000, { maximumTokens: 100 })).toBe(
      "a summary may have only 100 tokens here, and 160 is the least",
    );
    expect(requests).toEqual([]);
  });

  it.each([
    [{ model: undefined }, "summarize: model must be a function."],
    [{ contextWindow: -1 }, "summarize: contextWindow must be a whole number, zero or more, not -1."],
    [{ timeoutMilliseconds: 2 ** 31 }, "summarize: timeoutMilliseconds must not be above 2147483647."],
    [{ keepRecent: -1 }, "summarize: keepRecent must be a whole number of tokens or a share of the target."],
    [{ maximumTokens: "much%" }, "summarize: maximumTokens must be a whole number of tokens or a share of the target."],
  ])("refuses %j", (wrong, problem) => {
    const options = { model: scriptedModel(notes).model, ...wrong } as Parameters<typeof summarize>[0];
    expect(() => summarize(options)).toThrow(expect.objectContaining({ code: "invalid-option", problem }));
  });
});
