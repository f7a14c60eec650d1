import { type ConversationItem, MassGenError } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { compact } from "../../compact.ts";
import { createCompactingDouble } from "../../testing/compacting-double.ts";
import { lengthCounter } from "../../testing/length-counter.ts";
import { window } from "../window.ts";
import { native } from "./native.ts";

const user = (text: string): ConversationItem => ({ type: "message", role: "user", content: text });
const step = (id: string): readonly ConversationItem[] => [
  { type: "function_call", call_id: id, name: "read", arguments: "{}" },
  { type: "function_call_output", call_id: id, output: "tool output ".repeat(200) },
];
const developer: ConversationItem = { type: "message", role: "developer", content: "Be brief." };
const conversation = [
  developer,
  user("first"),
  ...step("a"),
  user("second"),
  ...step("b"),
  user("third"),
  ...step("c"),
];
const run = (
  items: readonly ConversationItem[],
  strategy = native({ backend: createCompactingDouble() }),
  target = 1_000,
) => compact(items, { target, strategies: [strategy], counter: lengthCounter });

describe("native", () => {
  it("puts the provider's answer first as it came, then what is pinned, then the untouched tail", async () => {
    const double = createCompactingDouble();
    const { items, report } = await run(conversation, native({ backend: double }), 1_500);
    expect(report).toMatchObject({ status: "compacted", strategy: "native" });
    const compaction = items.findIndex((item) => item.type === "compaction");
    expect(items.slice(0, compaction)).toMatchObject([{ content: "first" }, { content: "second" }]);
    expect(items.slice(compaction + 1)).toEqual([developer, user("first"), ...conversation.slice(7)]);
    const sealedItem = items[compaction];
    expect(sealedItem && double.open(sealedItem)).toEqual(conversation.slice(0, 7));
  });

  it("compacts up to the end where the newest turn alone is too large to keep", async () => {
    const { items } = await run(conversation, native({ backend: createCompactingDouble() }), 400);
    expect(items.at(-1)).toEqual(user("third"));
  });

  it("takes the size of the opaque item from the usage, never from its length", async () => {
    const large = createCompactingDouble({ outputTokens: 320 });
    const { items, report } = await run(conversation, native({ backend: large }), 1_500);
    const inserted = report.actions.filter((action) => action.type === "compaction");
    expect(inserted.map((action) => action.tokensAfter)).toEqual([400]);
    expect(items).not.toBe(conversation);
  });

  it("never hands over a call that is still open", async () => {
    const seen: ConversationItem[] = [];
    const backend = createCompactingDouble({ onRequest: (items) => void seen.push(...items) });
    const open = { type: "function_call", call_id: "d", name: "read", arguments: "{}" };
    const { items } = await run([...conversation, open], native({ backend }), 1_500);
    expect(seen.some((item) => item.call_id === "d")).toBe(false);
    expect(items.at(-1)).toBe(open);
  });

  it("replaces its own item at the next compaction, and never stacks", async () => {
    const double = createCompactingDouble();
    let items: readonly ConversationItem[] = conversation;
    for (let generation = 0; generation < 5; generation += 1) {
      ({ items } = await run(
        [...items, ...step(`n${generation}`), user(`turn ${generation}`)],
        native({ backend: double }),
      ));
      expect(items.filter((item) => item.type === "compaction")).toHaveLength(1);
      expect(items.filter((item) => item === developer)).toHaveLength(1);
      expect(items.filter((item) => item.content === "first").length).toBeLessThanOrEqual(2);
    }
  });

  it("leaves what the answer keeps of the items where it stands", async () => {
    const backend = {
      name: "some/model",
      compact: async ({ items }: { readonly items: readonly ConversationItem[] }) => ({
        items: [{ type: "compaction", encrypted_content: "sealed" }, ...items.filter((item) => item.role === "user")],
        usage: { inputTokens: 900, outputTokens: 100 },
      }),
    };
    const { items } = await run(conversation, native({ backend }), 1_500);
    expect(items.map((item) => item.content ?? item.type).slice(0, 5)).toEqual([
      "compaction",
      "Be brief.",
      "first",
      "second",
      "third",
    ]);
  });

  it("says why it was passed over, and tells a provider that cannot from one that failed", async () => {
    const throwing = (code: string) =>
      native<ConversationItem>({
        backend: {
          name: "some/model",
          compact: () => Promise.reject(new MassGenError("The window overflowed.", { code, remedy: "Shrink it." })),
        },
      });
    const attempt = async (strategy: ReturnType<typeof native<ConversationItem>>) => {
      const { report } = await compact(conversation, { target: 1_000, strategies: [strategy, window()] });
      expect(report).toMatchObject({ status: "compacted", strategy: "window" });
      return report.attempts[0];
    };
    expect(await attempt(throwing("unsupported"))).toMatchObject({
      outcome: "passed-over",
      reason: "some/model has no compaction of its own",
    });
    expect(await attempt(throwing("context-overflow"))).toMatchObject({
      outcome: "failed",
      reason: "some/model: The window overflowed.",
    });
  });

  it("does not take an answer without a compaction item", async () => {
    const backend = {
      name: "some/model",
      compact: async () => ({ items: [user("first")], usage: { inputTokens: 1, outputTokens: 1 } }),
    };
    const { report } = await run(conversation, native({ backend }));
    expect(report.attempts[0]).toMatchObject({
      outcome: "failed",
      reason: "some/model answered without a compaction item",
      cost: { calls: 1 },
    });
  });
});
