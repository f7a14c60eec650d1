import type { BackendEvent, ConversationItem, FinishEvent } from "@massgen/core";
import type { EmulatedAnswer, OpenaiEmulator } from "@massgen/testing";
import { describe, expect, it } from "vitest";
import type { OpenaiSettings } from "../settings/openai-settings.ts";
import { user } from "../testing/items.ts";
import { startBackend } from "../testing/start-backend.ts";

const echo: EmulatedAnswer = ({ entries }) => ({ reasoning: "Hm.", text: `Saw ${entries.length}.` });

async function start(settings: Partial<OpenaiSettings> = {}) {
  const emulation = { reply: echo, model: { contextWindow: 100_000 } };
  const { emulator, backend } = await startBackend({ store: true, ...settings }, emulation);
  const events: BackendEvent[] = [];
  const say = async (items: readonly ConversationItem[], extraBody?: Record<string, unknown>): Promise<FinishEvent> => {
    for await (const event of backend.stream({ items, ...(extraBody && { extraBody }) })) {
      events.push(event);
      if (event.type === "finish") return event;
    }
    throw new Error("It did not finish.");
  };
  return { emulator, backend, say, events };
}

const sent = ({ requests }: OpenaiEmulator, index: number) => {
  const { input, previous_response_id, store } = (requests[index]?.body ?? {}) as Record<string, unknown>;
  return { count: Array.isArray(input) ? input.length : 0, previous_response_id, store };
};

const seen = ({ requests }: OpenaiEmulator, index: number) => requests[index]?.seen?.entries.length;

describe("stored responses", () => {
  it("are gone on from, so that only what is new is sent and the model sees everything", async () => {
    const { emulator, say } = await start();
    let items = [user("one")];
    for (const next of ["two", "three"]) {
      const finish = await say(items);
      items = [...items, ...finish.items, user(next)];
    }
    const { responseId } = await say(items);
    expect(responseId).toMatch(/^resp_/);
    expect([0, 1, 2].map((index) => sent(emulator, index))).toMatchObject([
      { count: 1, previous_response_id: undefined, store: true },
      { count: 1, previous_response_id: expect.stringMatching(/^resp_/) },
      { count: 1, previous_response_id: expect.stringMatching(/^resp_/) },
    ]);
    expect([0, 1, 2].map((index) => seen(emulator, index))).toEqual([1, 4, 7]);
  });

  it("are gone on from when the items were written and read in between", async () => {
    const { emulator, say } = await start();
    const first = await say([user("one")]);
    await say(JSON.parse(JSON.stringify([user("one"), ...first.items, user("two")])));
    expect(sent(emulator, 1)).toMatchObject({ count: 1, previous_response_id: first.responseId });
  });

  it("are left behind after a compaction or a rewind: the whole conversation is sent", async () => {
    const { emulator, say } = await start();
    const first = await say([user("one")]);
    await say([user("A summary."), ...first.items, user("two")]);
    await say([user("another")]);
    expect(sent(emulator, 1)).toMatchObject({ count: 4, previous_response_id: undefined });
    expect(sent(emulator, 2)).toMatchObject({ count: 1, previous_response_id: undefined });
  });

  it("that are lost are replaced by the whole conversation, without a word", async () => {
    const { emulator, say, events } = await start();
    const first = await say([user("one")]);
    emulator.forget();
    const second = await say([user("one"), ...first.items, user("two")]);
    expect(emulator.requests.map(({ status }) => status)).toEqual([200, 400, 200]);
    expect(sent(emulator, 2)).toMatchObject({ count: 4, previous_response_id: undefined });
    expect(seen(emulator, 2)).toBe(4);
    expect(events.some((event) => event.type === "restart")).toBe(false);
    await say([user("one"), ...first.items, user("two"), ...second.items, user("three")]);
    expect(sent(emulator, 3)).toMatchObject({ count: 1, previous_response_id: second.responseId });
    await say([user("one"), ...first.items, user("another branch")]);
    expect(sent(emulator, 4)).toMatchObject({ count: 4, previous_response_id: undefined });
  });

  it("are left alone where the caller says where the conversation is kept", async () => {
    const { emulator, say } = await start();
    const first = await say([user("one")]);
    await say([user("one"), ...first.items, user("two")], { store: false });
    expect(sent(emulator, 1)).toMatchObject({ count: 4, previous_response_id: undefined, store: false });
  });

  it("are compacted by the server while it answers, and gone on from", async () => {
    const { emulator, say, backend } = await start({ compaction: { serverThreshold: 1_000 } });
    expect(backend.capabilities.nativeCompaction).toContain("server");
    const long = user("word ".repeat(1_000));
    const first = await say([long]);
    expect(first.items.map(({ type }) => type)).toEqual(["reasoning", "message", "compaction"]);
    expect(first.items.at(-1)).toHaveProperty("massgen");
    await say([long, ...first.items, user("two")]);
    expect(sent(emulator, 1)).toMatchObject({ count: 1, previous_response_id: first.responseId });
    expect(emulator.requests[1]?.seen?.entries[0]?.kind).toBe("sealed");
  });
});
