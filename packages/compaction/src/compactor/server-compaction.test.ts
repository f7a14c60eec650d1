import type { ConversationItem } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { createMemoryArchive } from "../memory-archive.ts";
import { lengthCounter } from "../testing/length-counter.ts";
import type { CompactionSwap } from "./compactor-options.ts";
import { createCompactor } from "./create-compactor.ts";

const user = (text: string): ConversationItem => ({ type: "message", role: "user", content: text });
const assistant = (text: string): ConversationItem => ({ type: "message", role: "assistant", content: text });
const call = (id: string): ConversationItem => ({ type: "function_call", call_id: id, name: "read", arguments: "{}" });
const output = (id: string): ConversationItem => ({
  type: "function_call_output",
  call_id: id,
  output: "tool output ".repeat(100),
});
const sealed: ConversationItem = { type: "compaction", id: "cmp_1", encrypted_content: "x".repeat(400) };

function setUp() {
  const swaps: CompactionSwap<ConversationItem>[] = [];
  const archive = createMemoryArchive();
  const compactor = createCompactor<ConversationItem>({
    contextWindow: 10_000,
    counter: lengthCounter,
    archive,
    beforeSwap: (swap) => void swaps.push(swap),
  });
  return { compactor, swaps, archive };
}

const before = [user("Find the key."), call("a"), output("a"), user("Go on."), assistant("I did.")];

describe("a server's own compaction", () => {
  it("takes the place of what came before it, at the size that the usage tells", async () => {
    const { compactor, swaps } = setUp();
    await compactor.fit(before.slice(0, 4));
    compactor.record({ input_tokens: 900, output_tokens: 240 }, [before[4] as ConversationItem, sealed]);
    const { items, report } = await compactor.fit([...before, sealed]);
    expect(items).toEqual([sealed, user("Find the key."), user("Go on."), assistant("I did.")]);
    expect(report).toMatchObject({ status: "compacted", strategy: "server" });
    const size = report.actions.find(({ kind }) => kind === "inserted")?.tokensAfter ?? 0;
    expect(size).toBeGreaterThan(240);
    expect(size).toBeLessThan(320);
    expect(swaps).toHaveLength(1);
    expect(swaps[0]?.record.inserted).toMatchObject([
      {
        before: 0,
        covers: [
          [1, 3],
          [5, 6],
        ],
      },
    ]);
  });

  it("waits until the calls that came with it are answered", async () => {
    const { compactor } = setUp();
    const turn = [...before, user("And now?"), call("b"), sealed];
    await compactor.fit(turn.slice(0, 6));
    compactor.record({ input_tokens: 900, output_tokens: 240 }, [call("b"), sealed]);
    expect((await compactor.fit(turn)).items).toBe(turn);
    const { items, report } = await compactor.fit([...turn, output("b")]);
    expect(report.strategy).toBe("server");
    expect(items[0]).toBe(sealed);
    expect(items.slice(-3)).toEqual([user("And now?"), call("b"), output("b")]);
  });

  it("is found in a conversation that comes from a log, and only once", async () => {
    const { compactor, swaps } = setUp();
    const { items } = await compactor.fit([...before, sealed]);
    expect(items[0]).toBe(sealed);
    expect((await compactor.fit(items)).items).toBe(items);
    expect(swaps).toHaveLength(1);
  });

  it("leaves the window alone that an endpoint handed out", async () => {
    const { compactor } = setUp();
    const window = [user("Find the key."), user("Go on."), sealed, user("Go on.")];
    expect((await compactor.fit(window)).items).toBe(window);
  });

  it("puts back what it stands for, where nobody can read it", async () => {
    const { compactor } = setUp();
    const { items } = await compactor.fit([...before, sealed]);
    expect(await compactor.rebuild([...items, user("More.")])).toEqual([...before, user("More.")]);
  });
});
