import type { MassGenEvent } from "@massgen/core";
import { describe, expect, it } from "vitest";
import type { ChatMessage } from "./adapters/openai-chat.ts";
import { compact } from "./compact.ts";
import { unansweredNote } from "./conversation/notes.ts";
import type { Proposal, Strategy } from "./strategies/strategy.ts";
import { window } from "./strategies/window.ts";
import { chatConversation } from "./testing/chat-view.ts";
import { lengthCounter } from "./testing/length-counter.ts";

const long = "tool output ".repeat(100);
const conversation = chatConversation([long, long, long, long, long]);

const proposing = (proposal: Proposal<ChatMessage>): Strategy<ChatMessage> => ({
  name: "mine",
  propose: () => proposal,
});

describe("compact", () => {
  it("reports what it did, and shares what it did not touch", async () => {
    const { items, report } = await compact(conversation, { target: "70%", counter: lengthCounter });
    expect(report).toMatchObject({
      format: "openai-chat",
      status: "compacted",
      strategy: "clear-tool-results",
      itemsBefore: 12,
      itemsAfter: 12,
      counter: "length",
      estimated: false,
      unansweredCalls: [],
      attempts: [{ strategy: "clear-tool-results", outcome: "accepted", tokensAfter: report.tokensAfter }],
    });
    expect(report.actions.map((action) => [action.kind, action.indexBefore, action.callIds])).toEqual([
      ["replaced", 3, ["call_0"]],
      ["replaced", 5, ["call_1"]],
    ]);
    expect(items[2]).toBe(conversation[2]);
    expect(items[7]).toBe(conversation[7]);
  });

  it("passes the very conversation on where it already fits", async () => {
    const { items, report } = await compact(conversation, { target: 1_000_000 });
    expect(items).toBe(conversation);
    const reason = `the conversation has ${report.tokensBefore} tokens, which is within the target of 1000000`;
    expect(report).toMatchObject({ status: "skipped", reason, actions: [], attempts: [], strategy: null });
  });

  it("fails, with each strategy's reason, where no strategy reaches the target", async () => {
    const { items, report } = await compact(conversation, { target: 10 });
    expect(items).toBe(conversation);
    expect(report.status).toBe("failed");
    expect(report.attempts.map((attempt) => [attempt.strategy, attempt.outcome])).toEqual([
      ["clear-tool-results", "built-upon"],
      ["window", "passed-over"],
    ]);
    expect(report.reason).toContain("window: pinned items and the newest step alone need");
  });

  it("skips an empty conversation", async () => {
    expect(await compact([], { target: 10 })).toMatchObject({
      items: [],
      report: { status: "skipped", tokensBefore: 0 },
    });
  });

  it("counts with the counter that it is given", async () => {
    const counter = { name: "letters", count: (text: string) => ({ tokens: text.length, estimated: false }) };
    const { report } = await compact([{ role: "user", content: "12345" }], { target: 100, counter });
    expect(report).toMatchObject({ counter: "letters", estimated: false, tokensBefore: 9 });
  });

  it("tells its events in order", async () => {
    const events: MassGenEvent[] = [];
    await compact(conversation, { target: "30%", onEvent: (event) => events.push(event) });
    const planning = { type: "compaction-progress", phase: "planning" };
    // How often counting reports its progress depends on how fast the machine is.
    const steady = events.filter((event) => !("phase" in event) || event.phase === "planning");
    expect(steady).toMatchObject([
      { type: "compaction-start", items: 12, target: "30%" },
      { ...planning, strategy: "clear-tool-results" },
      { ...planning, strategy: "window" },
      { type: "compaction-end", status: "compacted", strategy: "window" },
    ]);
  });

  it("passes on how far a strategy is", async () => {
    const slow: Strategy<ChatMessage> = {
      name: "slow",
      propose(view, budget, signal, onProgress) {
        onProgress?.(0.5);
        return window<ChatMessage>().propose(view, budget, signal);
      },
    };
    const events: MassGenEvent[] = [];
    await compact(conversation, { target: "50%", strategies: [slow], onEvent: (event) => events.push(event) });
    expect(events).toContainEqual({ type: "compaction-progress", phase: "planning", strategy: "slow", fraction: 0.5 });
  });

  it("stops at once when its signal aborts, also in the middle of counting", async () => {
    const reason = new Error("enough");
    await expect(compact(conversation, { target: 10, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const slow = {
      name: "slow",
      count: (text: string) => {
        const end = performance.now() + 30;
        while (performance.now() < end);
        controller.abort(reason);
        return lengthCounter.count(text);
      },
    };
    await expect(compact(conversation, { target: 10, counter: slow, signal: controller.signal })).rejects.toBe(reason);
  });
});

describe("compact with unanswered calls", () => {
  const call = (id: string) => ({ type: "function_call", call_id: id, name: "bash", arguments: "{}" }) as const;
  const output = (id: string) => ({ type: "function_call_output", call_id: id, output: long }) as const;
  const user = (content: string) => ({ role: "user", content }) as const;
  const items = [user("go"), call("a"), output("a"), call("b"), user("again"), call("c"), output("c"), call("d")];

  it("answers those that the conversation left behind and leaves those that may be running", async () => {
    const { items: after, report } = await compact(items, { target: "80%", strategies: [window()] });
    expect(report.unansweredCalls).toEqual([
      { callId: "b", name: "bash", index: 3, outcome: "answered" },
      { callId: "d", name: "bash", index: 7, outcome: "pending" },
    ]);
    expect(after).toContainEqual({ type: "function_call_output", call_id: "b", output: unansweredNote });
    expect(after.at(-1)).toBe(items[7]);
  });

  it("answers all of them where the result is to be sent as it is", async () => {
    const { items: after } = await compact(items, { target: "80%", strategies: [window()], pendingCalls: "answer" });
    expect(after.at(-1)).toEqual({ type: "function_call_output", call_id: "d", output: unansweredNote });
  });

  it("names them where it changes nothing", async () => {
    const { report } = await compact(items, { target: 100_000 });
    expect(report.unansweredCalls.map((entry) => entry.outcome)).toEqual(["unchanged", "unchanged"]);
  });
});

describe("compact refuses", () => {
  it.each([0, -1, 1.5, Number.NaN, "0%", "abc%", "40 %"])("the target %s", async (target) => {
    const message =
      "The target must be a whole number of tokens or a percentage, above zero. " +
      'Pass, for example, { target: 60_000 } or { target: "40%" }.';
    await expect(compact(conversation, { target: target as number })).rejects.toMatchObject({
      code: "invalid-option",
      message,
    });
  });

  it("a result that answers no call", async () => {
    const items = [...conversation, { role: "tool", tool_call_id: "call_0", content: "again" }];
    await expect(compact(items, { target: 10 })).rejects.toMatchObject({
      code: "orphaned-result",
      problem: "Item 12 answers a call that no earlier item makes, or that has its answer already.",
    });
  });

  it("an item that is none, and says which", async () => {
    const items = [...conversation, { role: "tool", content: "x" }];
    const problem = "Item 12: A tool message has no tool_call_id.";
    await expect(compact(items, { target: 10 })).rejects.toMatchObject({ code: "invalid-item", problem });
  });

  it("an empty list of strategies", async () => {
    await expect(compact(conversation, { target: 10, strategies: [] })).rejects.toMatchObject({
      code: "invalid-option",
    });
  });
});

describe("compact passes a strategy over that", () => {
  const note = { role: "assistant", content: "note" } as const;
  const remove = (...indexes: readonly number[]): Proposal<typeof note> => ({
    kind: "edits",
    edits: [
      { kind: "insert", before: 0, item: note, covers: indexes, reason: "test" },
      ...indexes.map((index) => ({ kind: "remove", index, reason: "test" }) as const),
    ],
  });
  it.each<[string, Proposal<ChatMessage>, string]>([
    ["orphans a result", remove(4), 'its result is not valid: the result for call "call_1" would have lost its call'],
    ["orphans a call", remove(3), 'its result is not valid: call "call_0" would have lost its result'],
    ["edits what is pinned", remove(1), "its result is not valid: it edits item 1, which is pinned"],
    ["edits what is not there", remove(12), "its result is not valid: it edits item 12, which does not exist"],
    ["edits the same item twice", remove(2, 3, 3), "its result is not valid: it covers item 3 twice"],
    [
      "separates a call from its result",
      { kind: "edits", edits: [{ kind: "insert", before: 3, item: note, covers: [], reason: "test" }] },
      "its result is not valid: it inserts at 3, where the conversation cannot be cut",
    ],
    ["has nothing to propose", { kind: "nothing", reason: "not today" }, "not today"],
  ])("%s", async (_name, proposal, reason) => {
    const { items, report } = await compact(conversation, {
      target: "90%",
      strategies: [proposing(proposal), window()],
    });
    const outcome = proposal.kind === "edits" ? "failed" : "passed-over";
    expect(report.attempts[0]).toMatchObject({ strategy: "mine", outcome, reason });
    expect(report).toMatchObject({ status: "compacted", strategy: "window" });
    expect(items).not.toBe(conversation);
  });

  it("makes the conversation larger, although that is within the target", async () => {
    const short = conversation.slice(0, 2);
    const edits = [
      { kind: "insert", before: 2, item: { role: "assistant", content: long }, covers: [], reason: "test" },
    ] as const;
    const { report } = await compact(short, { target: "99%", strategies: [proposing({ kind: "edits", edits })] });
    expect(report).toMatchObject({ status: "failed", tokensAfter: report.tokensBefore });
  });

  it("throws, without showing what it threw", async () => {
    const broken: Strategy<ChatMessage> = {
      name: "broken",
      propose: () => {
        throw new Error("secret content");
      },
    };
    const { report } = await compact(conversation, { target: "50%", strategies: [broken, window()] });
    expect(report.attempts[0]?.reason).toBe("it threw an error");
    expect(report.status).toBe("compacted");
  });

  it("takes reasoning from what it led to", async () => {
    const items: readonly object[] = [
      { role: "user", content: "go" },
      { type: "reasoning", summary: [], encrypted_content: "x".repeat(4_000) },
      { type: "function_call", call_id: "a", name: "f", arguments: "{}" },
      { type: "function_call_output", call_id: "a", output: "x" },
    ];
    const mine: Strategy<object> = { name: "mine", propose: () => remove(1) };
    const { report } = await compact(items, { target: "90%", strategies: [mine] });
    expect(report.attempts[0]?.reason).toBe("its result is not valid: item 2 would have lost the reasoning before it");
  });
});
