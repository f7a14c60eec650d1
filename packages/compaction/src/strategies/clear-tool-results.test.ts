import { describe, expect, it } from "vitest";
import { clearedNote } from "../conversation/notes.ts";
import { chatConversation, chatView } from "../testing/chat-view.ts";
import { clearToolResults } from "./clear-tool-results.ts";
import type { Edit, Proposal } from "./strategy.ts";

const long = "tool output ".repeat(100);
const edited = <Item>(proposal: Proposal<Item>) =>
  proposal.kind === "edits"
    ? proposal.edits.map((edit: Edit<Item>) => edit.kind === "replace" && edit.index)
    : proposal.reason;

describe("clearToolResults", () => {
  it("clears the oldest outputs first, and no more than the target asks for", async () => {
    const view = chatView(chatConversation([long, long, long, long, long, long]));
    const enough = view.totalTokens - 250;
    expect(edited(await clearToolResults().propose(view, { target: enough }, undefined))).toEqual([3]);
    expect(edited(await clearToolResults().propose(view, { target: 1 }, undefined))).toEqual([3, 5, 7]);
  });

  it("keeps as many of the newest outputs as asked", async () => {
    const view = chatView(chatConversation([long, long, long]));
    const clear = async (keepRecent: number) =>
      edited(await clearToolResults({ keepRecent }).propose(view, { target: 1 }, undefined));
    expect(await clear(0)).toEqual([3, 5, 7]);
    expect(await clear(2)).toEqual([3]);
    expect(await clear(9)).toBe("no old tool output is large enough to clear");
  });

  it("leaves a note that says how much was there", async () => {
    const view = chatView(chatConversation([long]));
    const proposal = await clearToolResults({ keepRecent: 0 }).propose(view, { target: 1 }, undefined);
    const item = { ...view.items[3], content: clearedNote(view.countText(long)) };
    expect(proposal).toEqual({
      kind: "edits",
      edits: [{ kind: "replace", index: 3, item, reason: "old tool output cleared" }],
    });
  });

  it("does not touch what is short or was cleared before", async () => {
    const view = chatView(chatConversation(["short", clearedNote(9_000)]));
    const proposal = clearToolResults({ keepRecent: 0, minimumTokens: 0 }).propose(view, { target: 1 }, undefined);
    expect(await proposal).toEqual({ kind: "nothing", reason: "no old tool output is large enough to clear" });
  });
});
