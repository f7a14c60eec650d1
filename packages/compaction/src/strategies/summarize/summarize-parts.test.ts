import { describe, expect, it } from "vitest";
import type { ChatMessage } from "../../adapters/openai-chat.ts";
import { chatConversation, chatView } from "../../testing/chat-view.ts";
import { lengthCounter } from "../../testing/length-counter.ts";
import type { SummaryRequest } from "./model/summary-model.ts";
import { summarize } from "./summarize.ts";
import { scriptedModel } from "./testing/scripted-model.ts";

const outputs = Array.from({ length: 12 }, (_, index) => `output ${index} ${"of a tool ".repeat(200)}`);
const contextWindow = 2_500;

const propose = (model: Parameters<typeof summarize>[0]["model"], items = chatConversation(outputs), options = {}) =>
  summarize<ChatMessage>({ model, contextWindow, keepRecent: 0, ...options }).propose(
    chatView(items),
    { target: 5_000 },
    undefined,
  );

const tokensOf = ({ instructions, input, maximumTokens }: SummaryRequest) =>
  lengthCounter.count(instructions).tokens + lengthCounter.count(input).tokens + maximumTokens;

describe("summarize, where the source exceeds the model's window", () => {
  it("tells how far it is after each part", async () => {
    const { model } = scriptedModel(({ input }) => `notes on ${/output \d+/.exec(input)?.[0]}`);
    const seen: number[] = [];
    const strategy = summarize<ChatMessage>({ model, contextWindow, keepRecent: 0 });
    await strategy.propose(chatView(chatConversation(outputs)), { target: 5_000 }, undefined, (share) =>
      seen.push(share),
    );
    expect(seen.length).toBeGreaterThan(3);
    expect(seen).toEqual(seen.map((_, index) => (index + 1) / (seen.length + 1)));
  });

  it("has notes taken part by part and merged, each request within the window", async () => {
    const { model, requests } = scriptedModel(({ instructions, input }) =>
      instructions.includes("one set of notes")
        ? `merged of ${input.match(/<notes-/g)?.length}`
        : `notes on ${/output \d+/.exec(input)?.[0]}`,
    );
    const proposal = await propose(model);
    expect(proposal.kind).toBe("edits");
    expect(proposal.cost).toEqual({ calls: requests.length });
    for (const request of requests) expect(tokensOf(request)).toBeLessThanOrEqual(contextWindow);
    const parts = requests.slice(0, -1);
    expect(parts.length).toBeGreaterThan(3);
    // The newest output stays in the conversation.
    for (const output of outputs.slice(0, -1)) {
      expect(parts.filter(({ input }) => input.includes(output.slice(0, 500)))).toHaveLength(1);
    }
    expect(parts[0]?.instructions).toContain(`it is part 1 of ${parts.length} of a longer one`);
    expect(requests.at(-1)?.input).toContain("notes on output 0");
    const item = proposal.kind === "edits" && proposal.edits.find((edit) => edit.kind === "insert")?.item;
    expect(item).toMatchObject({ content: expect.stringContaining(`\n\nmerged of ${parts.length}`) });
  });

  it("merges in several rounds where the notes do not fit together either", async () => {
    const { model, requests } = scriptedModel(
      ({ instructions }) => `${instructions.includes("one set of notes") ? "merged" : "part"} ${"note ".repeat(350)}`,
    );
    const proposal = await propose(model, chatConversation([...outputs, ...outputs]));
    expect(proposal.kind).toBe("edits");
    const merges = requests.filter(({ instructions }) => instructions.includes("one set of notes"));
    expect(merges.length).toBeGreaterThan(2);
    expect(merges.at(-1)?.input).toContain("merged note");
    for (const request of requests) expect(tokensOf(request)).toBeLessThanOrEqual(contextWindow);
  });

  it("splits an item that is larger than the window", async () => {
    const words = Array.from({ length: 4_000 }, (_, index) => `word${index}`);
    const [system, task] = chatConversation([]);
    if (system === undefined || task === undefined) throw new Error("unreachable");
    const items = [system, task, { role: "assistant", content: words.join(" ") }, { role: "user", content: "Go on." }];
    const { model, requests } = scriptedModel("notes");
    expect((await propose(model, items)).kind).toBe("edits");
    const seen = requests.map(({ input }) => input).join(" ");
    expect(words.filter((word) => !seen.includes(word))).toEqual([]);
    for (const request of requests) expect(tokensOf(request)).toBeLessThanOrEqual(contextWindow);
  });

  it("says which part failed, and ends the calls for the others", async () => {
    const signals: AbortSignal[] = [];
    const proposal = await propose(({ instructions, signal }) => {
      if (signal !== undefined) signals.push(signal);
      return instructions.includes("part 2 of") ? Promise.reject(new Error("x")) : new Promise(() => undefined);
    });
    expect(proposal).toMatchObject({ kind: "nothing", failed: true, cost: { calls: 3 } });
    expect(proposal.kind === "nothing" && proposal.reason).toMatch(/^part 2 of \d+: the model threw an Error$/);
    expect(signals.filter((signal) => signal.aborted)).toHaveLength(2);
  });

  it.each([
    [500, /^the summarizer's window of 500 tokens has no room for a transcript$/],
    [0, /^the summarizer's window of 0 tokens has no room for a transcript$/],
  ])("says that a window of %i is too small", async (window, reason) => {
    const { model, requests } = scriptedModel("notes");
    const proposal = await propose(model, undefined, { contextWindow: window });
    expect(proposal).toMatchObject({ kind: "nothing", failed: true });
    expect(proposal.kind === "nothing" && proposal.reason).toMatch(reason);
    expect(requests).toEqual([]);
  });

  it("asks for shorter notes once, and cuts what is still too long at the end of a line", async () => {
    const lines = Array.from({ length: 200 }, (_, index) => `- point ${index}`).join("\n");
    const { model, requests } = scriptedModel(lines);
    const proposal = await propose(model, undefined, { contextWindow: 100_000, maximumTokens: 300 });
    expect(requests).toHaveLength(2);
    expect(requests[1]?.instructions).toContain("which are too long");
    const item = proposal.kind === "edits" ? proposal.edits.find((edit) => edit.kind === "insert")?.item : undefined;
    expect(String(item?.content)).toMatch(/\n- point \d+\n\[massgen: the rest of these notes did not fit\](?:\n|$)/);
    expect(lengthCounter.count(String(item?.content)).tokens).toBeLessThanOrEqual(300);
  });
});
