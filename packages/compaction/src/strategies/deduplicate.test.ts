import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChatMessage } from "../adapters/openai-chat.ts";
import type { ConversationView } from "../conversation/conversation-view.ts";
import { clearedNote, repeatedNote, unansweredNote } from "../conversation/notes.ts";
import { chatConversation, chatView, type Exchange } from "../testing/chat-view.ts";
import { type DeduplicateOptions, deduplicate } from "./deduplicate.ts";

const text = (word: string) => `${word} `.repeat(200);
const read = (path: string, content: unknown) => ({ name: "read", arguments: JSON.stringify({ path }), content });

/** New contents by index, or why there are none. */
async function replaced(view: ConversationView<ChatMessage>, options: DeduplicateOptions = {}) {
  const proposal = await deduplicate<ChatMessage>(options).propose(view, { target: 1 }, undefined);
  if (proposal.kind === "nothing") return proposal.reason;
  return Object.fromEntries(
    proposal.edits.map((edit) => (edit.kind === "replace" ? [edit.index, edit.item.content] : [edit.kind, edit])),
  );
}

const of = (exchanges: readonly Exchange[], options?: DeduplicateOptions) =>
  replaced(chatView(chatConversation(exchanges)), options);
const nothing = "no large tool output is there twice";
const again = (tokens: number, callId: string) => repeatedNote(tokens, "same call answered again later", callId);
const same = (tokens: number, callId: string) => repeatedNote(tokens, "same text in a later result", callId);

describe("deduplicate", () => {
  it("keeps the newest of a file that was read five times", async () => {
    const versions = ["one", "two", "three", "four", "five"].map(text);
    const answer = await of(versions.map((version) => read("a.ts", version)));
    expect(answer).toEqual({
      3: again(204, "call_4"),
      5: again(204, "call_4"),
      7: again(304, "call_4"),
      9: again(254, "call_4"),
    });
  });

  it("knows the same call whatever its JSON looks like, and another by any difference", async () => {
    const call = (input: string, word: string) => ({ name: "read", arguments: input, content: text(word) });
    const answer = await of([
      call('{"path":"a","lines":[1,2]}', "one"),
      call('{ "lines": [1, 2], "path": "\\u0061" }', "two"),
      call('{"path":"a","lines":[1,3]}', "three"),
      { ...call('{"path":"a","lines":[1,2]}', "four"), name: "list" },
    ]);
    expect(answer).toEqual({ 3: again(204, "call_1") });
  });

  it("keeps the newest of equal texts, whatever the call", async () => {
    const answer = await of([read("a", text("x")), read("b", text("x")), read("c", text("y"))]);
    expect(answer).toEqual({ 3: same(104, "call_1") });
  });

  it("names where the text is, also where the newest answer to a call went for its text", async () => {
    const answer = await of([read("a", text("old")), read("a", text("x")), read("b", text("x"))]);
    expect(answer).toEqual({ 3: again(204, "call_2"), 5: same(104, "call_2") });
  });

  it("does not let a short answer, a stub or an unanswered call stand for a long one", async () => {
    for (const newest of ["Error: no such file", "unchanged", clearedNote(9_000), unansweredNote]) {
      expect(await of([read("a", text("one")), read("a", newest)])).toBe(nothing);
    }
    const preview = `${clearedNote(9_000)}\n${text("one")}`;
    expect(await of([read("a", text("one")), read("a", preview)])).toBe(nothing);
  });

  it("compares only the tools that it is told to, and only results of some size", async () => {
    const exchanges = [read("a", text("one")), read("a", text("two"))];
    expect(await of(exchanges, { tools: ["list"] })).toBe(nothing);
    expect(await of(exchanges, { tools: ["list", "read"] })).toEqual({ 3: again(204, "call_1") });
    expect(await of(exchanges, { minimumTokens: 204 })).toEqual({ 3: again(204, "call_1") });
    expect(await of(exchanges, { minimumTokens: 205 })).toBe(nothing);
  });

  it("leaves alone what holds an image, and what is pinned", async () => {
    const image = { type: "image_url", image_url: { url: "https://example.com/a.png" } };
    const screen = read("screen", [{ type: "text", text: text("screen") }, image]);
    expect(await of([screen, screen])).toBe(nothing);
    const items = chatConversation([read("a", text("one")), read("a", text("two"))]);
    expect(await replaced(chatView(items, { pin: (item) => item === items[3] }))).toBe(nothing);
    expect(await replaced(chatView(items, { pin: (item) => item === items[5] }))).toEqual({ 3: again(204, "call_1") });
  });

  it("keeps exactly one result of each call and of each text", async () => {
    const exchange = fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("x", "y", "z"));
    await fc.assert(
      fc.asyncProperty(fc.array(exchange, { minLength: 1, maxLength: 12 }), async (drawn) => {
        const items = chatConversation(drawn.map(([path, word]) => read(path, text(word))));
        const answer = await replaced(chatView(items));
        const notes = typeof answer === "string" ? {} : answer;
        const kept = drawn.filter((_, index) => notes[3 + 2 * index] === undefined);
        expect(new Set(kept.map(([path]) => path)).size).toBe(kept.length);
        expect(new Set(kept.map(([, word]) => word)).size).toBe(kept.length);
        // The newest result has nothing after it that could stand for it.
        expect(kept.at(-1)).toBe(drawn.at(-1));
        for (const note of Object.values(notes)) {
          const [, target = ""] = /call "call_(\d+)"/.exec(String(note)) ?? [];
          expect(notes[3 + 2 * Number(target)]).toBeUndefined();
        }
      }),
      { numRuns: 300 },
    );
  });

  it("refuses a size that is none", () => {
    const problem = "deduplicate: minimumTokens must be a whole number, zero or more, not 1.5.";
    expect(() => deduplicate({ minimumTokens: 1.5 })).toThrow(
      expect.objectContaining({ code: "invalid-option", problem }),
    );
  });
});
