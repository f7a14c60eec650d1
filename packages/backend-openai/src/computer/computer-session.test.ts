import type { ComputerTurn, ConversationItem, PastStep } from "@massgen/core";
import type { EmulatedReply } from "@massgen/testing";
import { describe, expect, it } from "vitest";
import { failureOf } from "../testing/failure-of.ts";
import {
  acted,
  computerCall,
  frameNumbers,
  type StartedComputer,
  startComputer,
  turn,
} from "../testing/start-computer.ts";

const screenshot = { type: "screenshot" };
const check = { id: "sc_1" };
const act: EmulatedReply = { reasoning: "Look.", items: [computerCall([screenshot])] };
const ask: EmulatedReply = { calls: [{ name: "ask_user", arguments: { question: "Which?" } }] };

/** Stands for a picture that is gone. */
const blank = { image_url: "data:image/png;base64,iVBORw0KGgo=" };

/** Keeps the first picture and the newest two, as soon as there are five. */
function pruneEarly(items: readonly ConversationItem[]): readonly ConversationItem[] {
  const holders = items.filter((item) => frameNumbers([item]).length > 0);
  if (holders.length < 5) return items;
  const old = new Set(holders.slice(1, -2));
  return items.map((item) => {
    if (!old.has(item)) return item;
    return item.type === "computer_call_output"
      ? { ...item, output: { type: "computer_screenshot", ...blank } }
      : { ...item, content: [{ type: "input_image", ...blank, detail: "low" }] };
  });
}

describe("a past run", () => {
  const script: readonly EmulatedReply[] = [
    act,
    { reasoning: "Hm.", items: [computerCall([screenshot], { pending_safety_checks: [check] })] },
    { items: [computerCall([{ type: "fly" }])] },
    ask,
    { items: [computerCall([screenshot], { pending_safety_checks: [check] })] },
    { text: "Cut off", incomplete: "max_output_tokens" },
    { ...act, text: "Going on." },
  ];
  const turns: readonly ComputerTurn[] = [
    turn(1, undefined, { url: "https://shop.example/" }),
    turn(2, acted(), { notices: ["A window closed itself."] }),
    turn(3, { type: "rejected", reason: "No." }),
    turn(4, { type: "rejected", reason: "x" }),
    turn(5, { type: "replied", reply: "The red one." }, { url: "https://shop.example/red" }),
    turn(6, acted(1, { acknowledged: [check] })),
    turn(7, { type: "rejected", reason: "x" }),
  ];

  it.each([
    ["as it is", {}],
    ["pruned", { prune: pruneEarly }],
    ["pruned in its own time", { prune: async (items: readonly ConversationItem[]) => pruneEarly(items) }],
  ])("goes on with the very request that the run itself would have made: %s", async (_, settings) => {
    const { session, start, emulator } = await startComputer([...script, { text: "Done." }], settings);
    const past: PastStep[] = [];
    for (const each of turns) {
      const { output } = await session.decide(each);
      // As it comes back from a log.
      past.push({ turn: each, output: JSON.parse(JSON.stringify(output)) });
    }
    await session.decide(turn(8, acted()));
    const originals = emulator.requests.map(({ body }) => JSON.stringify(body));
    for (const [index, original] of originals.entries()) {
      await start({ past: past.slice(0, index) }).decide(turns[index] ?? turn(8, acted()));
      expect(JSON.stringify(emulator.requests.at(-1)?.body)).toBe(original);
    }
    expect(originals).toHaveLength(8);
    expect(emulator.requests.every(({ status }) => status === 200)).toBe(true);
  });

  it("is followed by a story where another model made it", async () => {
    const { start, sent } = await startComputer([{ text: "Done." }]);
    await start({ story: "It opened the shop." }).decide(turn(1));
    expect(sent()[0]).toMatchObject({
      content: [{ text: "Buy a lamp.\n\nWhat was done of it before you took over:\nIt opened the shop." }],
    });
  });
});

it("sends only what is new where the provider stores responses", async () => {
  const { session, sent } = await startComputer([act, act, { text: "Done." }], { store: true });
  await session.decide(turn(1));
  await session.decide(turn(2, acted()));
  expect(sent().map(({ type }) => type)).toEqual(["computer_call_output"]);
  await session.decide(turn(3, { type: "rejected", reason: "No." }));
  expect(sent().map(({ type }) => type)).toEqual(["computer_call_output", "message"]);
});

describe("the pruner", () => {
  it("is told all items before each request, and what it gives is the conversation from then on", async () => {
    const { session, sent } = await startComputer([act], { prune: pruneEarly });
    const pictures: (readonly number[])[] = [];
    for (let number = 1; number <= 8; number += 1) {
      await session.decide(turn(number, number === 1 ? undefined : acted()));
      pictures.push(frameNumbers(sent()));
    }
    expect(pictures).toEqual([[1], [1, 2], [1, 2, 3], [1, 2, 3, 4], [1, 4, 5], [1, 4, 5, 6], [1, 6, 7], [1, 6, 7, 8]]);
  });

  it("leaves what was sent before as it was, to the byte, but where it takes something out", async () => {
    const replies: readonly EmulatedReply[] = Array.from({ length: 31 }, (_, index) => {
      if (index % 7 === 3) return { calls: [{ name: "read_page", arguments: { question: `What is ${index}?` } }] };
      if (index % 7 === 5) return { items: [computerCall([{ type: "fly" }])] };
      return { reasoning: `Thought ${index}.`, items: [computerCall([screenshot])] };
    });
    const { session, emulator } = await startComputer(replies, { prune: pruneEarly });
    for (let number = 1; number <= 31; number += 1) {
      const { decision } = await session.decide(turn(number, number === 1 ? undefined : acted()));
      expect(decision.type).not.toBe("finish");
    }
    const sent = emulator.requests.map(({ body }) => {
      const { input, ...rest } = JSON.parse(JSON.stringify(body));
      return { input: JSON.stringify(input).slice(0, -1), rest: JSON.stringify(rest) };
    });
    const cuts = sent.flatMap(({ input }, index) => (sent[index + 1]?.input.startsWith(input) ? [] : [index + 1]));
    // At five pictures three are left, so that every second turn takes one out from then on; the last has none after it.
    expect(new Set(sent.map(({ rest }) => rest)).size).toBe(1);
    expect(cuts.length).toBeLessThan(17);
    expect(sent).toHaveLength(31);
  });

  it("may fail, which changes nothing", async () => {
    let isBroken = true;
    const prune = (items: readonly ConversationItem[]) => {
      if (isBroken) throw new Error("Broken.");
      return items;
    };
    const { session, emulator, sent } = await startComputer([act], { prune });
    await expect(session.decide(turn(1))).rejects.toThrow("Broken.");
    expect(emulator.requests).toEqual([]);
    isBroken = false;
    await session.decide(turn(1));
    expect(frameNumbers(sent())).toEqual([1]);
  });
});

describe("a turn that fails", () => {
  async function afterOneStep(): Promise<StartedComputer> {
    const started = await startComputer([act, { text: "Done." }]);
    await started.session.decide(turn(1));
    return started;
  }

  it("leaves the session as it was", async () => {
    const { session, emulator } = await afterOneStep();
    emulator.fail({ kind: "status", status: 500 });
    expect(await failureOf(session.decide(turn(2, acted())))).toMatchObject({ code: "unavailable" });
    const { decision } = await session.decide(turn(2, acted()));
    expect(decision).toMatchObject({ type: "finish" });
    const [, failed, repeated] = emulator.requests.map(({ body }) => JSON.stringify(body));
    expect(repeated).toBe(failed);
  });

  it("may be the user's will", async () => {
    const { session, emulator, sent } = await afterOneStep();
    const controller = new AbortController();
    emulator.fail({ kind: "hang" });
    const decided = session.decide(turn(2, acted()), { signal: controller.signal });
    await expect.poll(() => emulator.requests.length).toBe(2);
    controller.abort(new Error("Enough."));
    await expect(decided).rejects.toThrow("Enough.");
    await expect(session.decide(turn(2, acted()), { signal: controller.signal })).rejects.toThrow("Enough.");
    expect(emulator.requests).toHaveLength(2);
    await session.decide(turn(2, acted()));
    expect(frameNumbers(sent())).toEqual([1, 2]);
  });

  it("is made again by the backend, which is counted", async () => {
    const retries = { maximumRetries: 1, sleep: async () => {} };
    const { session, emulator } = await startComputer([{ text: "Done." }], { retries });
    emulator.fail({ kind: "status", status: 503 });
    expect(await session.decide(turn(1))).toMatchObject({ requests: 2, usage: { inputTokens: expect.any(Number) } });
  });
});
