import type { Archive, MassGenEvent } from "@massgen/core";
import { describe, expect, it, vi } from "vitest";
import type { ChatMessage } from "../adapters/openai-chat.ts";
import { native } from "../strategies/native/native.ts";
import type { Strategy } from "../strategies/strategy.ts";
import { window } from "../strategies/window.ts";
import { chatConversation } from "../testing/chat-view.ts";
import { createCompactingDouble } from "../testing/compacting-double.ts";
import { lengthCounter } from "../testing/length-counter.ts";
import type { CompactorOptions } from "./compactor-options.ts";
import { createCompactor } from "./create-compactor.ts";

/** 300 tokens and a little. */
const long = "tool output ".repeat(100);
const steps = (count: number) => chatConversation(Array.from({ length: count }, () => long));
const compactorWith = (options: Partial<CompactorOptions<ChatMessage>> = {}) =>
  createCompactor<ChatMessage>({ contextWindow: 4_000, counter: lengthCounter, ...options });
const usage = (inputTokens: number) => ({ inputTokens, outputTokens: 1 });

describe("fit", () => {
  it("passes on what is below the trigger, and compacts to the target what reaches it", async () => {
    const compactor = compactorWith();
    const small = steps(5);
    expect(await compactor.fit(small)).toMatchObject({ items: small, report: { status: "skipped" } });
    const { items, report } = await compactor.fit(steps(12));
    expect(report).toMatchObject({ status: "compacted", target: 1_600 });
    expect(report.tokensAfter).toBeLessThanOrEqual(1_600);
    expect((await compactor.fit(items)).report.status).toBe("skipped");
  });

  it("counts instructions and tools with the conversation", async () => {
    const request = { instructions: "x".repeat(2_000), tools: [{ name: "read", description: "y".repeat(2_000) }] };
    const compactor = compactorWith();
    const alone = await compactor.fit(steps(8));
    expect(alone.report.status).toBe("skipped");
    const { report } = await compactor.fit(steps(8), { request });
    expect(report.status).toBe("compacted");
    expect(report.tokensBefore).toBeGreaterThan(alone.report.tokensBefore + 1_000);
    expect(report.tokensAfter).toBeLessThanOrEqual(1_600);
  });

  it("says so where instructions and tools alone are larger than the target", async () => {
    const request = { instructions: "x".repeat(12_000) };
    const { report } = await compactorWith().fit(steps(2), { request });
    expect(report).toMatchObject({
      status: "failed",
      reason: "instructions and tools alone have 3004 tokens, and the target is 1600",
    });
  });

  it("counts what was pushed to the very array that it was given", async () => {
    const compactor = compactorWith();
    const items = [...steps(2)];
    const before = (await compactor.fit(items)).report.tokensBefore;
    items.push(...chatConversation([long, long]).slice(2));
    const after = (await compactor.fit(items)).report.tokensBefore;
    expect(after).toBe((await compactorWith().fit([...items])).report.tokensBefore);
    expect(after).toBeGreaterThan(before + 600);
  });

  it("waits while calls are open", async () => {
    const open = steps(12).slice(0, -1);
    const { items, report } = await compactorWith().fit(open);
    expect(items).toBe(open);
    expect(report).toMatchObject({ status: "skipped", reason: "deferred until an open call is answered" });
  });

  it("runs calls one after the other", async () => {
    let running = 0;
    const slow: Strategy<ChatMessage> = {
      name: "slow",
      async propose(view, budget, signal) {
        running += 1;
        expect(running).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
        return window<ChatMessage>().propose(view, budget, signal);
      },
    };
    const compactor = compactorWith({ strategies: [slow] });
    const results = await Promise.all([compactor.fit(steps(12)), compactor.fit(steps(13)), compactor.fit(steps(14))]);
    expect(results.map((result) => result.report.status)).toEqual(["compacted", "compacted", "compacted"]);
  });

  it("tells its events with the end that counts", async () => {
    const events: MassGenEvent[] = [];
    const beforeSwap = () => Promise.reject(new Error("disk full"));
    await compactorWith({ onEvent: (event) => events.push(event), beforeSwap }).fit(steps(12));
    expect(events.map((event) => event.type).filter((type) => type !== "compaction-progress")).toEqual([
      "compaction-start",
      "compaction-end",
    ]);
    expect(events.at(-1)).toMatchObject({ status: "failed" });
  });
});

describe("record", () => {
  it("makes the next estimate exact up to here, and scales what comes after", async () => {
    const compactor = compactorWith();
    const start = steps(4);
    const { report } = await compactor.fit(start);
    compactor.record(usage(report.tokensBefore * 2));
    expect((await compactor.fit(start)).report.tokensBefore).toBe(report.tokensBefore * 2);
    const more = [...start, ...chatConversation([long]).slice(2)];
    const added = (await compactorWith().fit(more)).report.tokensBefore - report.tokensBefore;
    expect((await compactor.fit(more)).report.tokensBefore).toBe((report.tokensBefore + added) * 2);
  });

  it("makes the trigger hold in the provider's tokens, before they are discovered", async () => {
    const compactor = compactorWith();
    const { report } = await compactor.fit(steps(4));
    compactor.record(usage(report.tokensBefore * 2));
    const later = await compactor.fit(steps(8));
    expect(later.report).toMatchObject({ status: "compacted" });
    expect(later.report.tokensAfter).toBeLessThanOrEqual(1_600);
  });

  it("is of no consequence before anything was sent", () => {
    const compactor = compactorWith();
    compactor.record(usage(1_000));
    expect(compactor.state().baseline).toBeNull();
  });

  it("answers in one shape, and lets a server leave the usage out", () => {
    const compactor = compactorWith();
    expect(compactor.record({ prompt_tokens: 10, completion_tokens: 2 })).toEqual({ inputTokens: 10, outputTokens: 2 });
    expect(compactor.record(undefined)).toBeUndefined();
    expect(compactor.record(null)).toBeUndefined();
  });
});

describe("recover", () => {
  it("compacts whatever the estimate says, and learns that it was too low", async () => {
    const compactor = compactorWith();
    const items = steps(7);
    expect((await compactor.fit(items)).report.status).toBe("skipped");
    const recovered = await compactor.recover(items);
    expect(recovered.report.status).toBe("compacted");
    expect(recovered.report.tokensBefore).toBeGreaterThan(4_000);
    expect(recovered.items.length).toBeLessThan(items.length + 1);
    expect(compactor.state().calibration.scale).toBeGreaterThan(1.5);
  });

  it("learns that the window is smaller where the estimate was exact, and keeps to it", async () => {
    const compactor = compactorWith();
    const items = steps(6);
    const { report } = await compactor.fit(items);
    compactor.record(usage(report.tokensBefore));
    const { items: smaller } = await compactor.recover(items);
    expect(compactor.state()).toMatchObject({ window: report.tokensBefore, calibration: { scale: 1 } });
    const again = compactorWith({ state: JSON.parse(JSON.stringify(compactor.state())) });
    expect((await again.fit([...smaller, ...chatConversation([long, long, long]).slice(2)])).report).toMatchObject({
      status: "compacted",
      target: Math.floor(1_600 * (report.tokensBefore / 4_000)),
    });
  });
});

describe("a compaction that fails", () => {
  const failing: Strategy<ChatMessage> = {
    name: "failing",
    propose: vi.fn(() => {
      throw new Error("model unreachable");
    }),
  };
  const idle: Strategy<ChatMessage> = {
    name: "idle",
    propose: vi.fn(() => ({ kind: "nothing", reason: "idle" }) as const),
  };

  it("leaves the original and is not tried for ever", async () => {
    const compactor = compactorWith({ strategies: [failing], maximumFailures: 2 });
    const items = steps(12);
    for (let times = 0; times < 4; times += 1) expect((await compactor.fit(items)).items).toBe(items);
    expect(failing.propose).toHaveBeenCalledTimes(2);
    const { report } = await compactor.fit(items);
    expect(report.reason).toContain("2 compactions in a row failed");
    await compactor.fit(steps(14));
    expect(failing.propose).toHaveBeenCalledTimes(3);
  });

  it("is no failure where there was only nothing to do", async () => {
    const compactor = compactorWith({ strategies: [idle], maximumFailures: 2 });
    for (let times = 0; times < 4; times += 1) await compactor.fit(steps(12));
    // Each time it is asked for the target, and then for what would still do.
    expect(idle.propose).toHaveBeenCalledTimes(8);
  });

  it("ends at its deadline, also where a strategy never answers", async () => {
    const hanging: Strategy<ChatMessage> = { name: "hanging", propose: () => new Promise(() => {}) };
    const items = steps(12);
    const compactor = compactorWith({ strategies: [hanging], deadlineMilliseconds: 20 });
    const result = await compactor.fit(items);
    expect(result.items).toBe(items);
    expect(result.report).toMatchObject({ status: "failed", reason: "The compaction took longer than 0.02 s." });
  });

  it("leaves the original where the archive or the log cannot be written", async () => {
    const items = steps(12);
    const full = () => Promise.reject(new Error("no space left on device"));
    const archive: Archive = { put: full, get: async () => undefined, search: async () => [] };
    const unarchived = await compactorWith({ archive }).fit(items);
    expect(unarchived.items).toBe(items);
    expect(unarchived.report).toMatchObject({
      status: "failed",
      reason: "the archive could not be written, so nothing was taken out: no space left on device",
    });
    const unlogged = await compactorWith({ beforeSwap: full }).fit(items);
    expect(unlogged.items).toBe(items);
    expect(unlogged.report).toMatchObject({
      status: "failed",
      reason: "the compaction could not be written down, so it was not used: no space left on device",
      tokensAfter: unlogged.report.tokensBefore,
      actions: [],
    });
  });

  it("ends at once when its caller aborts, and the compactor goes on", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const aborting: Strategy<ChatMessage> = {
      name: "aborting",
      propose: () => {
        controller.abort(reason);
        return new Promise(() => {});
      },
    };
    const compactor = compactorWith({ strategies: [aborting] });
    await expect(compactor.fit(steps(12), { signal: controller.signal })).rejects.toBe(reason);
    expect((await compactor.fit(steps(2))).report.status).toBe("skipped");
  });
});

describe("what is taken out", () => {
  it("is in the archive under the name that its stub has", async () => {
    const compactor = compactorWith({ strategies: [window()] });
    const before = steps(12);
    const { items } = await compactor.fit(before);
    const id = /recall ([\da-z]+)/.exec(String(items[2]?.content))?.[1] ?? "";
    const entry = await compactor.archive.get(id);
    expect(entry?.items).toEqual(before.filter((item) => !items.includes(item)));
  });

  it("is told to the owner before the swap", async () => {
    const beforeSwap = vi.fn();
    const before = steps(12);
    const { items, report } = await compactorWith({ beforeSwap }).fit(before);
    expect(beforeSwap).toHaveBeenCalledWith(expect.objectContaining({ before, after: items, report }));
  });
});

describe("a conversation that is not the one handed out", () => {
  it("is noticed, and what was reported of the other is forgotten", async () => {
    const compactor = compactorWith();
    const items = steps(4);
    expect(await compactor.fit(items)).toMatchObject({ continuity: "first" });
    compactor.record(usage(3_000));
    expect(await compactor.fit(items.slice(0, 4))).toMatchObject({ continuity: "rewound" });
    expect(compactor.state().baseline).toBeNull();
    expect(await compactor.fit([...items.slice(0, 2), { role: "user", content: "other" }])).toMatchObject({
      continuity: "forked",
    });
  });
});

describe("state", () => {
  it("survives a restart as JSON", async () => {
    const items = steps(4);
    const first = compactorWith();
    const { report } = await first.fit(items);
    first.record(usage(report.tokensBefore * 2));
    const saved = JSON.parse(JSON.stringify(first.state()));
    const second = compactorWith({ state: saved });
    const again = await second.fit(JSON.parse(JSON.stringify(items)));
    expect(again).toMatchObject({ continuity: "continued", report: { tokensBefore: report.tokensBefore * 2 } });
  });

  it("remembers the size that a provider reported for an opaque item", async () => {
    const conversation = [
      { type: "message", role: "user", content: "first" },
      ...Array.from({ length: 12 }, (_, index) => [
        { type: "function_call", call_id: `c${index}`, name: "read", arguments: "{}" },
        { type: "function_call_output", call_id: `c${index}`, output: long },
      ]).flat(),
    ];
    const settings = { contextWindow: 4_000, counter: lengthCounter };
    const first = createCompactor({
      ...settings,
      strategies: [native({ backend: createCompactingDouble({ outputTokens: 700 }) })],
    });
    const { items, report } = await first.fit(conversation);
    expect(report).toMatchObject({ status: "compacted", strategy: "native" });
    const second = createCompactor<object>({ ...settings, state: JSON.parse(JSON.stringify(first.state())) });
    const again = await second.fit(JSON.parse(JSON.stringify(items)));
    expect(again.report.tokensBefore).toBe(report.tokensAfter);
  });
});

describe("a window that was stated far too large", () => {
  it("is learnt from an overflow that no counter's error explains", async () => {
    const compactor = createCompactor<ChatMessage>({ contextWindow: 100_000, counter: lengthCounter });
    const items = Array.from({ length: 12 }, (_, index) => ({ role: "user", content: `${index} `.repeat(400) }));
    expect((await compactor.fit(items)).report.status).toBe("skipped");
    const { report } = await compactor.recover(items);
    expect(report.status).toBe("compacted");
    expect(compactor.state().window).toBeLessThan(20_000);
  });
});

describe("a target that no strategy reaches", () => {
  const half: Strategy<ChatMessage> = {
    name: "half",
    propose(view) {
      const index = view.facts.findIndex(({ role }, position) => role === "user" && !view.pinned.has(position));
      if (index < 0) return { kind: "nothing", reason: "nothing to halve" };
      const item = { role: "user", content: "short" };
      return { kind: "edits", edits: [{ kind: "replace", index, item, reason: "halved" }] };
    },
  };
  const message = (characters: number) => ({ role: "user", content: "x".repeat(characters) });

  it("is missed by the best result that there is, where that stays below the trigger", async () => {
    const compactor = createCompactor<ChatMessage>({
      contextWindow: 1_000,
      counter: lengthCounter,
      strategies: [half],
    });
    const { report } = await compactor.fit([message(2_000), message(1_600), message(80)]);
    expect(report).toMatchObject({ status: "compacted", strategy: "half" });
    expect(report.tokensAfter).toBeGreaterThan(report.target);
    expect(report.reason).toMatch(/more than the target of \d+$/);
  });

  it("leaves the conversation alone where even that is too large", async () => {
    const compactor = createCompactor<ChatMessage>({
      contextWindow: 1_000,
      counter: lengthCounter,
      strategies: [half],
    });
    const items = [message(3_600), message(1_600), message(80)];
    expect(await compactor.fit(items)).toMatchObject({ items, report: { status: "failed" } });
  });
});
