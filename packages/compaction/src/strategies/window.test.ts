import { describe, expect, it } from "vitest";
import { removedNote } from "../conversation/notes.ts";
import { chatConversation, chatView } from "../testing/chat-view.ts";
import { window } from "./window.ts";

const long = "tool output ".repeat(100);
const propose = (items: Parameters<typeof chatView>[0], target: number) =>
  window<(typeof items)[number]>().propose(chatView(items), { target }, undefined);

describe("window", () => {
  it("removes the oldest whole steps and leaves a note in their place", async () => {
    const items = chatConversation([long, long, long, long]);
    const half = Math.floor(chatView(items).totalTokens * 0.6);
    const reason = "older than the part of the conversation that fits";
    expect(await propose(items, half)).toEqual({
      kind: "edits",
      edits: [
        {
          kind: "insert",
          before: 2,
          item: { role: "assistant", content: removedNote(4) },
          covers: [2, 3, 4, 5],
          reason: "stands for the items removed",
        },
        ...[2, 3, 4, 5].map((index) => ({ kind: "remove", index, reason })),
      ],
    });
  });

  it("keeps the last user message and what it removes on both sides of it", async () => {
    const items = [
      ...chatConversation([long, long]),
      { role: "user", content: "And now?" },
      ...chatConversation([long, long]).slice(2),
    ];
    const proposal = await propose(items, 450);
    const removed =
      proposal.kind === "edits" ? proposal.edits.flatMap((edit) => (edit.kind === "remove" ? edit.index : [])) : [];
    expect(removed).toEqual([2, 3, 4, 5, 7, 8]);
  });

  it("adds what an earlier note stands for to its own", async () => {
    const [system, task, ...steps] = chatConversation([long, long, long]);
    if (system === undefined || task === undefined) throw new Error("unreachable");
    const items = [system, task, { role: "assistant", content: removedNote(40) }, ...steps];
    const proposal = await propose(items, 500);
    const note = proposal.kind === "edits" && proposal.edits.find((edit) => edit.kind === "insert");
    expect(note).toMatchObject({ item: { content: removedNote(44) } });
  });

  it("says what is needed at least where the target is out of reach", async () => {
    const items = chatConversation([long, long]);
    const proposal = await propose(items, 20);
    const [, needed = ""] =
      /^pinned items and the newest step alone need (\d+) tokens$/.exec("reason" in proposal ? proposal.reason : "") ??
      [];
    expect((await propose(items, Number(needed) - 1)).kind).toBe("nothing");
    expect((await propose(items, Number(needed))).kind).toBe("edits");
  });

  it("has nothing to propose where all that is left is pinned", async () => {
    const items = [
      { role: "system", content: long },
      { role: "user", content: "Go." },
    ];
    expect(await propose(items, 10_000)).toEqual({ kind: "nothing", reason: "nothing that may be removed is left" });
  });
});
