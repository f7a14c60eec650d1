import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AnthropicMessage, anthropic } from "../adapters/anthropic.ts";
import type { ChatMessage } from "../adapters/openai-chat.ts";
import { createAnalyser } from "../conversation/analyser.ts";
import { buildView } from "../conversation/build-view.ts";
import type { ConversationView } from "../conversation/conversation-view.ts";
import { clearedNote, isClearedNote, repeatedNote, unansweredNote } from "../conversation/notes.ts";
import { chatConversation, chatView } from "../testing/chat-view.ts";
import { lengthCounter } from "../testing/length-counter.ts";
import { type ClearToolResultsOptions, clearToolResults } from "./clear-tool-results.ts";
import type { Proposal } from "./strategy.ts";

/** 300 tokens, and 304 as an item. */
const long = "tool output ".repeat(100);
const conversation = (count: number) => chatConversation(Array.from({ length: count }, () => long));

/** Indexes of the cleared items, or why there are none. */
async function cleared<Item>(
  view: ConversationView<Item>,
  options: ClearToolResultsOptions,
  target = 1,
): Promise<readonly number[] | string> {
  const proposal = await clearToolResults<Item>(options).propose(view, { target }, undefined);
  if (proposal.kind === "nothing") return proposal.reason;
  return proposal.edits.map((edit) => (edit.kind === "replace" ? edit.index : Number.NaN));
}

function itemsOf<Item>(proposal: Proposal<Item>): readonly Item[] {
  return proposal.kind === "edits" ? proposal.edits.flatMap((edit) => ("item" in edit ? [edit.item] : [])) : [];
}

describe("clearToolResults", () => {
  it("clears the oldest results first, in one proposal, and no more than the target asks for", async () => {
    const view = chatView(conversation(6));
    expect(await cleared(view, {}, view.totalTokens - 250)).toEqual([3]);
    expect(await cleared(view, {}, view.totalTokens - 500)).toEqual([3, 5]);
    expect(await cleared(view, {})).toEqual([3, 5, 7]);
    expect(await cleared(view, {}, view.totalTokens)).toBe("the conversation is within the target");
  });

  it("keeps as many of the newest results as asked, by number or by tokens, whichever keeps more", async () => {
    const view = chatView(conversation(4));
    expect(await cleared(view, { keepRecent: 0 })).toEqual([3, 5, 7, 9]);
    expect(await cleared(view, { keepRecent: 2 })).toEqual([3, 5]);
    expect(await cleared(view, { keepRecent: 9 })).toBe("no old tool output is large enough to clear");
    expect(await cleared(view, { keepRecent: 0, protectTokens: 303 })).toEqual([3, 5, 7, 9]);
    expect(await cleared(view, { keepRecent: 0, protectTokens: 304 })).toEqual([3, 5, 7]);
    expect(await cleared(view, { keepRecent: 1, protectTokens: 3 * 304 })).toEqual([3]);
    expect(await cleared(view, { keepRecent: 3, protectTokens: 304 })).toEqual([3]);
  });

  it("leaves a note with the size that the report gives, and the name of the archive's entry", async () => {
    for (const archives of [false, true]) {
      const view = chatView(conversation(1), { archives });
      const original = view.items[3] ?? { role: "" };
      const proposal = await clearToolResults({ keepRecent: 0 }).propose(view, { target: 1 }, undefined);
      const item = { ...original, content: clearedNote(304, view.archiveId([original])) };
      const edit = { kind: "replace", index: 3, item, reason: "old tool output cleared" };
      expect(proposal).toEqual({ kind: "edits", edits: [edit] });
    }
  });

  it("does not touch what is short, pinned, or a stub", async () => {
    const stubs = [clearedNote(9_000), repeatedNote(9_000, "same call answered again later", "c"), unansweredNote];
    const view = chatView(chatConversation(["short", ...stubs, `${clearedNote(9_000)}\n${long}`, long]), {
      pin: ({ content }) => content === long,
    });
    const options = { keepRecent: 0, minimumTokens: 0 };
    expect(await cleared(view, options)).toBe("no old tool output is large enough to clear");
  });

  it("leaves results below the minimum size", async () => {
    const view = chatView(conversation(1));
    expect(await cleared(view, { keepRecent: 0, minimumTokens: 304 })).toEqual([3]);
    expect(await cleared(view, { keepRecent: 0, minimumTokens: 305 })).toEqual(expect.any(String));
  });

  it("clears as much as is worth a new prompt cache, or nothing", async () => {
    const view = chatView(conversation(6));
    const oneIsEnough = view.totalTokens - 100;
    expect(await cleared(view, { minimumSavings: 0 }, oneIsEnough)).toEqual([3]);
    expect(await cleared(view, { minimumSavings: 500 }, oneIsEnough)).toEqual([3, 5]);
    expect(await cleared(view, { minimumSavings: 5_000 }, oneIsEnough)).toBe(
      "clearing would save 867 tokens, less than the 5000 required",
    );
  });

  it("keeps the results of excluded calls, by name or by what they were made with", async () => {
    const view = chatView(
      chatConversation([
        { name: "read", arguments: '{"path":"a"}', content: long },
        { name: "read", arguments: '{"path":"b"}', content: long },
        { name: "bash", arguments: '{"run":"ls"}', content: long },
      ]),
    );
    expect(await cleared(view, { keepRecent: 0, exclude: ["read"] })).toEqual([7]);
    const isA = (call: { name: string; arguments: string }) => call.name === "read" && call.arguments.includes('"a"');
    expect(await cleared(view, { keepRecent: 0, exclude: isA })).toEqual([5, 7]);
    expect(await cleared(view, { keepRecent: 1, exclude: ["bash"] })).toEqual([3]);
  });

  it("keeps a preview below the note, and knows it for cleared afterwards", async () => {
    const text = `first line\n${"middle\n".repeat(200)}last line`;
    const view = chatView(chatConversation([text, long]));
    const options = { keepRecent: 0, preview: { head: 15, tail: 15 } };
    const proposal = await clearToolResults<ChatMessage>(options).propose(view, { target: 1 }, undefined);
    const [first] = itemsOf(proposal);
    const left = text.length - "first line\n".length - "last line".length;
    expect(first?.content).toBe(`${clearedNote(359)}\nfirst line\n[massgen: ${left} characters left out]\nlast line`);
    const again = chatView([...view.items.slice(0, 3), ...itemsOf(proposal).slice(0, 1)]);
    expect(await cleared(again, { keepRecent: 0, minimumTokens: 0 })).toEqual(expect.any(String));
  });

  it.each([
    [{ keepRecent: -1 }, "clearToolResults: keepRecent must be a whole number, zero or more, not -1."],
    [{ minimumSavings: 0.5 }, "clearToolResults: minimumSavings must be a whole number, zero or more, not 0.5."],
    [
      { preview: { tail: Number.NaN } },
      "clearToolResults: preview.tail must be a whole number, zero or more, not NaN.",
    ],
  ])("refuses %j", (options, problem) => {
    expect(() => clearToolResults(options)).toThrow(expect.objectContaining({ code: "invalid-option", problem }));
  });
});

describe("clearToolResults where the target is out of its reach", () => {
  const view = chatView(chatConversation(Array.from({ length: 30 }, () => "tool output ".repeat(20))));
  const cleared = async (target: number) => {
    const proposal = await clearToolResults<ChatMessage>({ keepRecent: 0 }).propose(view, { target }, undefined);
    return proposal.kind === "edits" ? proposal.edits.length : proposal.reason;
  };

  it("keeps the newest results of half of the target whole, for another strategy to take older items out", async () => {
    const resultTokens = view.tokens[3] ?? 0;
    expect(await cleared(600)).toBe(30 - Math.floor(300 / resultTokens));
    expect(await cleared(100)).toBe(30);
  });

  it("has nothing to propose where half of the target holds all results", async () => {
    const heavy = chatView([
      ...chatConversation(["tool output ".repeat(20)]),
      { role: "user", content: "x".repeat(8_000) },
    ]);
    const proposal = clearToolResults<ChatMessage>({ keepRecent: 0 }).propose(heavy, { target: 1_500 }, undefined);
    expect(await proposal).toMatchObject({ kind: "nothing" });
  });
});

describe("clearToolResults on results that share an item", () => {
  const analyser = createAnalyser({ adapter: anthropic, counter: lengthCounter });
  const parallel = (outputs: readonly string[]): ConversationView<AnthropicMessage> => {
    const id = (index: number) => `call_${index}`;
    const calls = outputs.map((_, index) => ({ type: "tool_use", id: id(index), name: "read", input: { index } }));
    const results = outputs.map((content, index) => ({ type: "tool_result", tool_use_id: id(index), content }));
    const items = [
      { role: "user", content: "Review it." },
      { role: "assistant", content: calls },
      { role: "user", content: results },
    ];
    return buildView(items, { analyser, archives: false });
  };
  const contents = (proposal: Proposal<AnthropicMessage>) =>
    itemsOf(proposal).flatMap(({ content }) =>
      (content as readonly { content: string }[]).map((block) => block.content),
    );

  it("clears the oldest of them and keeps the newest", async () => {
    const view = parallel([long, "short", long, long]);
    const proposal = await clearToolResults<AnthropicMessage>({ keepRecent: 1 }).propose(
      view,
      { target: 1 },
      undefined,
    );
    expect(contents(proposal)).toEqual([clearedNote(300), "short", clearedNote(300), long]);
  });

  it("clears no more of them than the target asks for, and does reach it", async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 80 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 100 }), async (lines, percent) => {
        const view = parallel(lines.map((count) => "tool output\n".repeat(count)));
        const target = Math.floor((view.totalTokens * percent) / 100);
        const options = { keepRecent: 0, minimumTokens: 0 };
        const clear = async (goal: number) => {
          const proposal = await clearToolResults<AnthropicMessage>(options).propose(view, { target: goal }, undefined);
          const [item] = itemsOf(proposal);
          const saved = item === undefined ? 0 : (view.tokens[2] ?? 0) - view.countItem(item);
          return { total: view.totalTokens - saved, notes: contents(proposal).filter(isClearedNote).length };
        };
        const [result, everything] = [await clear(target), await clear(0)];
        if (everything.total <= target) expect(result.total).toBeLessThanOrEqual(target);
        else expect(result.notes).toBeLessThanOrEqual(everything.notes);
        // A note less would not have been enough, give or take the rounding of sizes.
        if (result.notes > 1) expect(result.total + 300).toBeGreaterThan(target);
      }),
    );
  });
});
