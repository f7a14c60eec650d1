import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChatMessage } from "../adapters/openai-chat.ts";
import { createCompactor } from "../compactor/create-compactor.ts";
import { type CarriedState, createCarriedWindow } from "./carried-window.ts";

const settings = { contextWindow: 1_000, format: "openai-chat" } as const;
const carriedWindow = (state?: CarriedState<ChatMessage>) =>
  createCarriedWindow(createCompactor<ChatMessage>({ ...settings, ...(state && { state: state.compactor }) }), {
    state,
  });

/** A conversation of so many exchanges of about 40 tokens each. */
function conversationOf(exchanges: number): readonly ChatMessage[] {
  return Array.from({ length: exchanges }, (_, number) => [
    { role: "user", content: `Question ${number}: ${"what about it ".repeat(6)}` },
    { role: "assistant", content: `Answer ${number}: ${"it is well ".repeat(6)}` },
  ]).flat();
}
const copied = <Value>(value: Value): Value => structuredClone(value);

describe("createCarriedWindow", () => {
  it("hands the very array back until a compaction is due", async () => {
    const conversation = conversationOf(3);
    expect((await carriedWindow().fit(conversation)).items).toBe(conversation);
  });

  it("goes on with the window when it is handed the whole conversation again", async () => {
    const carried = carriedWindow();
    const compacted = await carried.fit(conversationOf(30));
    expect(compacted.report.status).toBe("compacted");
    const { items, report } = await carried.fit(conversationOf(32));
    expect(report.status).toBe("skipped");
    expect(items).toEqual([...compacted.items, ...conversationOf(32).slice(60)]);
  });

  it("goes on with the window when it is handed the window again, and then the whole", async () => {
    const carried = carriedWindow();
    const compacted = await carried.fit(conversationOf(30));
    const grown = [...compacted.items, ...conversationOf(45).slice(60)];
    const again = await carried.fit(grown);
    expect(again.report.status).toBe("compacted");
    const whole = await carried.fit(conversationOf(46));
    expect(whole.report.status).toBe("skipped");
    expect(whole.items).toEqual([...again.items, ...conversationOf(46).slice(90)]);
  });

  it("knows the conversation when the items are other objects each time", async () => {
    const carried = carriedWindow();
    const compacted = await carried.fit(copied(conversationOf(30)));
    const { items, report } = await carried.fit(copied(conversationOf(31)));
    expect(report.status).toBe("skipped");
    expect(items.slice(0, compacted.items.length)).toEqual(compacted.items);
  });

  it("starts from the whole where its beginning has changed, was cut, or the window is forgotten", async () => {
    const carried = carriedWindow();
    await carried.fit(conversationOf(30));
    const other = [{ role: "user", content: "Something else." }, ...conversationOf(2)];
    expect((await carried.fit(other)).items).toBe(other);
    const longer = [{ role: "user", content: "Something else." }, ...conversationOf(40)];
    expect((await carried.fit(longer)).items[0]).toEqual(longer[0]);
    await carried.fit(conversationOf(30));
    const rewound = conversationOf(4);
    expect((await carried.fit(rewound)).items).toBe(rewound);
    await carried.fit(conversationOf(30));
    carried.forget();
    expect((await carried.fit(conversationOf(30))).report.status).toBe("compacted");
  });

  it("goes on after a restart from its state", async () => {
    const before = carriedWindow();
    const compacted = await before.fit(conversationOf(30));
    const state = JSON.parse(JSON.stringify(before.state())) as CarriedState<ChatMessage>;
    const after = carriedWindow(state);
    expect(after.state()).toEqual(state);
    const { items, report } = await after.fit(conversationOf(31));
    expect(report.status).toBe("skipped");
    expect(items).toEqual([...compacted.items, ...conversationOf(31).slice(60)]);
    expect(carriedWindow().state()).toMatchObject({ covered: null, window: [] });
  });

  it("keeps the window where a later compaction fails", async () => {
    let refuse = false;
    const compactor = createCompactor<ChatMessage>({
      ...settings,
      beforeSwap() {
        if (refuse) throw new Error("disk full");
      },
    });
    const carried = createCarriedWindow(compactor);
    const compacted = await carried.fit(conversationOf(30));
    refuse = true;
    const failed = await carried.fit(conversationOf(50));
    expect(failed.report.status).toBe("failed");
    expect(failed.items).toEqual([...compacted.items, ...conversationOf(50).slice(60)]);
  });

  it("compares and carries items in their normal form, and hands what is new over as it came", async () => {
    const compactor = createCompactor<ChatMessage>(settings);
    const marked = (items: readonly ChatMessage[]) =>
      items.map((item, index) => (index === items.length - 1 ? { ...item, mark: true } : item));
    const carried = createCarriedWindow(compactor, { normalise: ({ mark: _mark, ...item }) => item });
    const first = await carried.fit(marked(conversationOf(30)));
    expect(first.items.at(-1)).toHaveProperty("mark");
    const { items, report } = await carried.fit(marked(conversationOf(31)));
    expect(report.status).toBe("skipped");
    expect(items.filter((item) => "mark" in item)).toEqual([items.at(-1)]);
  });

  it("compares items by their identity, and carries them as they are", async () => {
    const numbered = (items: readonly ChatMessage[]) => items.map((item, index) => ({ ...item, id: `m${index}` }));
    const identity = ({ id: _id, ...item }: ChatMessage) => item;
    const carried = createCarriedWindow(createCompactor<ChatMessage>(settings), { identity });
    const first = await carried.fit(numbered(conversationOf(30)));
    const { items, report } = await carried.fit(conversationOf(31));
    expect(report.status).toBe("skipped");
    expect(items).toEqual([...first.items, ...conversationOf(31).slice(60)]);
    expect(first.items.at(-1)).toHaveProperty("id");
  });

  it("passes over usage that says nothing", async () => {
    const carried = carriedWindow();
    await carried.fit(conversationOf(2));
    for (const usage of [undefined, null, "?", {}, { input_tokens: 0, output_tokens: 1 }]) carried.record(usage);
    expect(carried.compactor.state().baseline).toBeNull();
    carried.record({ input_tokens: 70, output_tokens: 1 });
    expect(carried.compactor.state().baseline?.reported).toBe(70);
  });

  it("never loses what is new, however calls go on", async () => {
    const call = fc.record({
      added: fc.integer({ min: 0, max: 12 }),
      goesOn: fc.constantFrom("whole", "window", "copy"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 12 }), async (calls) => {
        const carried = carriedWindow();
        let exchanges = 1;
        let last = conversationOf(exchanges);
        for (const { added, goesOn } of calls) {
          const next = conversationOf(exchanges + added);
          const tail = next.slice(exchanges * 2);
          exchanges += added;
          const given = goesOn === "window" ? [...last, ...tail] : goesOn === "copy" ? copied(next) : next;
          last = (await carried.fit(given)).items;
          expect(last.at(-1)).toEqual(next.at(-1));
          expect(last[0]).toEqual(next[0]);
          expect(new Set(last.map((item) => item.content)).size).toBe(last.length);
        }
      }),
    );
  });
});
