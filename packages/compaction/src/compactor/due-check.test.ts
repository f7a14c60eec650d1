import type { MassGenEvent } from "@massgen/core";
import { describe, expect, it } from "vitest";
import type { ChatMessage } from "../adapters/openai-chat.ts";
import type { Strategy } from "../strategies/strategy.ts";
import { lengthCounter } from "../testing/length-counter.ts";
import { createCompactor } from "./create-compactor.ts";

const prices = { input: 1, cachedInput: 0.1, cacheWrite: 1.25, output: 5 };

describe("a compactor that knows prices", () => {
  const halve: Strategy<ChatMessage> = {
    name: "halve",
    propose: (view) => {
      const edits = view.items.flatMap((item, index) =>
        view.pinned.has(index) || item.content === "short"
          ? []
          : [{ kind: "replace", index, item: { role: "user", content: "short" }, reason: "halved" } as const],
      );
      return edits.length > 0 ? { kind: "edits", edits } : { kind: "nothing", reason: "nothing to halve" };
    },
  };
  const message = { role: "user", content: "x".repeat(800) };

  /** At which call of a growing conversation the first compaction is made. */
  async function firstCompaction(asksModel: boolean, useful: Partial<typeof prices> = {}) {
    const events: MassGenEvent[] = [];
    const compactor = createCompactor<ChatMessage>({
      contextWindow: 20_000,
      trigger: 0.1,
      target: 0.05,
      counter: lengthCounter,
      strategies: [{ ...halve, asksModel }],
      prices: { ...prices, ...useful },
      onEvent: (event) => void events.push(event),
    });
    let items: readonly ChatMessage[] = [];
    const reasons: string[] = [];
    for (let call = 1; call <= 100; call += 1) {
      const { report, items: next } = await compactor.fit([...items, message]);
      if (report.status === "compacted") return { call, tokens: report.tokensBefore, reasons };
      reasons.push(report.reason);
      items = next;
    }
    return { call: 0, tokens: 0, reasons };
  }

  it("compacts at once where that costs next to nothing, later where a model is asked, and says why it waits", async () => {
    const cheap = await firstCompaction(false, { cacheWrite: 0.1 });
    const dear = await firstCompaction(true);
    expect(cheap.tokens).toBeLessThan(2_300);
    expect(dear.call).toBeGreaterThan(cheap.call + 10);
    expect(dear.reasons.at(-1)).toMatch(
      /^waiting: a compaction would cost [\d.e+]+ and, if the session goes on for as long as it has, save [\d.e+]+$/,
    );
  });

  it("compacts in any case where the window is nearly full", async () => {
    const never = await firstCompaction(true, { input: 1_000, output: 1_000_000 });
    expect(never.tokens).toBeGreaterThanOrEqual(18_000);
    expect(never.tokens).toBeLessThan(18_500);
  });

  /** A compactor whose strategy asks a model that is paid 20,000 a try, and fails. */
  function compactorWhoseModelFails(target = 0.05) {
    const failing: Strategy<ChatMessage> = {
      name: "failing",
      asksModel: true,
      propose: () => {
        const usage = { inputTokens: 15_000, outputTokens: 1_000 };
        return { kind: "nothing", reason: "refused", failed: true, cost: { calls: 1, usage } };
      },
    };
    return createCompactor<ChatMessage>({
      contextWindow: 200_000,
      trigger: 0.1,
      target,
      counter: lengthCounter,
      strategies: [failing],
      prices: { input: 1, cachedInput: 1, cacheWrite: 1, output: 5 },
      maximumFailures: 100,
    });
  }

  it("charges what a failed attempt has cost, and waits until waiting has cost that too", async () => {
    const compactor = compactorWhoseModelFails();
    const large = { role: "user", content: "x".repeat(84_000) };
    let items: readonly ChatMessage[] = [message, large];
    const lost: number[] = [];
    const reasons: string[] = [];
    for (let call = 0; call < 20; call += 1) {
      items = [...items, { role: "user", content: `call ${call}` }];
      const { report } = await compactor.fit(items);
      reasons.push(report.reason);
      lost.push(compactor.state().breakEven?.lost ?? 0);
      expect(compactor.state().breakEven?.rent ?? 0).toBeGreaterThanOrEqual(lost.at(-1) ?? 0);
    }
    // It is asked for the target, and not for what would still do: a paid attempt is not repeated.
    expect(new Set(lost.filter((amount) => amount > 0)).size).toBeGreaterThan(2);
    expect(new Set(lost.map((amount) => amount % 20_000))).toEqual(new Set([0]));
    expect(reasons).toContainEqual(
      expect.stringMatching(
        /^waiting: a compaction would cost \S+, failed attempts have cost 20000, and, if the session goes on for as long as it has, save \S+$/,
      ),
    );
  });

  it("charges a compaction that could not be written down", async () => {
    const usage = { inputTokens: 1_000, outputTokens: 10 };
    const paid: Strategy<ChatMessage> = {
      ...halve,
      asksModel: true,
      propose: async (view, budget, signal) => ({
        ...(await halve.propose(view, budget, signal)),
        cost: { calls: 1, usage },
      }),
    };
    const compactor = createCompactor<ChatMessage>({
      contextWindow: 2_000,
      counter: lengthCounter,
      strategies: [paid],
      prices,
      beforeSwap: () => Promise.reject(new Error("disk full")),
    });
    const items = Array.from({ length: 11 }, () => ({ ...message }));
    expect((await compactor.fit(items)).report.status).toBe("failed");
    expect(compactor.state().breakEven?.lost).toBe(1_050);
  });

  it("charges a compaction for all attempts that it took", async () => {
    const paid = (tokens: number) => ({ calls: 1, usage: { inputTokens: tokens, outputTokens: 10 } });
    const refused: Strategy<ChatMessage> = {
      name: "refused",
      propose: () => ({ kind: "nothing", reason: "withheld", failed: true, cost: paid(500) }),
    };
    const made: Strategy<ChatMessage> = {
      ...halve,
      propose: async (view, budget, signal) => ({ ...(await halve.propose(view, budget, signal)), cost: paid(1_000) }),
    };
    const compactor = createCompactor<ChatMessage>({
      contextWindow: 2_000,
      counter: lengthCounter,
      strategies: [refused, made],
      prices: { input: 1, cachedInput: 0.01, cacheWrite: 0.01, output: 5 },
    });
    const { report } = await compactor.fit(Array.from({ length: 11 }, () => ({ ...message })));
    expect(report).toMatchObject({ status: "compacted", strategy: "halve" });
    // Reading and writing the cache cost the same here. The call that follows has saved some of it already.
    const { debt = 0, savingPerCall = 0 } = compactor.state().breakEven ?? {};
    expect(debt + savingPerCall).toBeCloseTo(500 + 50 + 1_000 + 50);
  });

  it("begins its ledger anew with another conversation, and not where only the beginning changed", async () => {
    const compactor = compactorWhoseModelFails();
    const talk = (first: string) => [
      { role: "system", content: first },
      message,
      { ...message, content: "y".repeat(60_000) },
    ];
    await compactor.fit(talk("It is 10:00."));
    const rent = compactor.state().breakEven?.rent ?? 0;
    expect(rent).toBeGreaterThan(0);
    expect((await compactor.fit([...talk("It is 10:01."), message])).continuity).toBe("forked");
    expect(compactor.state().breakEven?.rent).toBeGreaterThan(rent);
    expect((await compactor.fit([{ role: "user", content: "Another." }])).continuity).toBe("replaced");
    expect(compactor.state().breakEven).toMatchObject({ rent: 0, debt: 0, lost: 0 });
  });

  it("refuses prices that are none when it is made", () => {
    expect(() => createCompactor({ contextWindow: 1_000, prices: null as never })).toThrow(
      "The prices must be an object with input and output.",
    );
  });
});
