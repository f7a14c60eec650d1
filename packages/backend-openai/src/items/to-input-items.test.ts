import type { ConversationItem } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tagOrigin } from "./origin.ts";
import { toInputItems } from "./to-input-items.ts";

const origin = "openai|https://api.openai.com/v1||gpt-test";
const elsewhere = "openai|https://api.openai.com/v1||other";
const stateless = { backend: "openai/gpt-test", origin, stateless: true };
const storing = { ...stateless, stateless: false };

const user: ConversationItem = { type: "message", role: "user", content: "hi" };
const answer: ConversationItem = { type: "message", id: "msg_1", role: "assistant", content: [] };
const sealed: ConversationItem = { type: "reasoning", id: "rs_1", summary: [], encrypted_content: "sealed" };
const call: ConversationItem = { type: "function_call", id: "fc_1", call_id: "c1", name: "read", arguments: "{}" };
const result: ConversationItem = { type: "function_call_output", call_id: "c1", output: "x" };
const compaction: ConversationItem = { type: "compaction", id: "cmp_1", encrypted_content: "sealed" };

describe("toInputItems", () => {
  it("passes on items that need no change as they are", () => {
    const unknown = { type: "hologram_call", status: "whatever", nested: { created_by: "me" } };
    const items = [user, sealed, answer, call, result, compaction, unknown];
    const input = toInputItems(items, stateless);
    expect(input).toHaveLength(items.length);
    for (const [index, item] of items.entries()) expect(input[index]).toBe(item);
  });

  it.each<[string, ConversationItem, ConversationItem]>([
    ["created_by", { ...compaction, created_by: "x" }, compaction],
    ["our own tag", tagOrigin(compaction, origin), compaction],
    ["a tag that says nothing", { ...compaction, massgen: 1 }, compaction],
    ["a status that is null", { ...answer, status: null }, answer],
    ["what the SDK's parsers add", { ...call, parsed_arguments: {} }, call],
    [
      "empty pending_safety_checks",
      { type: "computer_call", id: "cu_1", call_id: "c2", pending_safety_checks: [] },
      { type: "computer_call", id: "cu_1", call_id: "c2" },
    ],
    [
      "the status of a custom tool's output",
      { type: "custom_tool_call_output", call_id: "c3", output: "x", status: "failed" },
      { type: "custom_tool_call_output", call_id: "c3", output: "x" },
    ],
    [
      "a failed screenshot's status",
      { type: "computer_call_output", call_id: "c2", output: {}, status: "failed" },
      { type: "computer_call_output", call_id: "c2", output: {} },
    ],
    [
      "who made the parts of a shell's output",
      { type: "shell_call_output", call_id: "c4", output: [{ stdout: "x", created_by: "y" }] },
      { type: "shell_call_output", call_id: "c4", output: [{ stdout: "x" }] },
    ],
    [
      "parsed content",
      { ...answer, content: [{ type: "output_text", text: "{}", parsed: {} }] },
      { ...answer, content: [{ type: "output_text", text: "{}" }] },
    ],
  ])("takes out %s, and changes nothing in place", (_what, stored, wire) => {
    const before = structuredClone(stored);
    expect(toInputItems([stored], stateless)).toEqual([wire]);
    expect(stored).toEqual(before);
  });

  it("keeps safety checks that there are", () => {
    const checked = { type: "computer_call", id: "cu_1", call_id: "c2", pending_safety_checks: [{ id: "sc_1" }] };
    expect(toInputItems([checked], stateless)[0]).toBe(checked);
  });

  it("gives a message its type", () => {
    expect(toInputItems([{ role: "user", content: "hi" }], stateless)).toEqual([user]);
  });

  it("never sends a trigger of an earlier compaction", () => {
    expect(toInputItems([user, { type: "compaction_trigger" }], storing)).toEqual([user]);
  });

  it("drops references, and the reasoning that led to them, only where nothing is stored", () => {
    const items = [user, sealed, { type: "item_reference", id: "msg_9" }, call];
    expect(toInputItems(items, storing)).toEqual(items);
    const { id: _id, ...loose } = call;
    expect(toInputItems(items, stateless)).toEqual([user, loose]);
  });

  it("drops reasoning from elsewhere, with the ids by which it would be asked for", () => {
    const foreign = tagOrigin(sealed, elsewhere);
    const items = [user, foreign, answer, call, result, { ...answer, id: "msg_2" }];
    const { id: _message, ...looseAnswer } = answer;
    const { id: _call, ...looseCall } = call;
    const expected = [user, looseAnswer, looseCall, result, { ...answer, id: "msg_2" }];
    expect(toInputItems(items, stateless)).toEqual(expected);
  });

  it("keeps own reasoning, without the tag", () => {
    expect(toInputItems([tagOrigin(sealed, origin), call], stateless)).toEqual([sealed, call]);
  });

  it("drops reasoning that only the provider's store knows, where nothing is stored", () => {
    const bare: ConversationItem = { type: "reasoning", id: "rs_2", summary: [] };
    const open: ConversationItem = { ...bare, content: [{ type: "reasoning_text", text: "hm" }] };
    const { id: _id, ...loose } = answer;
    expect(toInputItems([bare, answer], storing)).toEqual([bare, answer]);
    expect(toInputItems([bare, answer], stateless)).toEqual([loose]);
    expect(toInputItems([open, answer], stateless)).toEqual([open, answer]);
  });

  it("refuses a compaction that was made elsewhere", () => {
    expect(() => toInputItems([user, tagOrigin(compaction, elsewhere)], storing)).toThrow(
      expect.objectContaining({
        code: "undecryptable",
        retryable: false,
        message: `openai/gpt-test: item 1 is a compaction made elsewhere (${elsewhere}). Rebuild the conversation from the run log or the archive; only its maker can read the item.`,
      }),
    );
  });

  it("lets the provider decide about a compaction without a tag", () => {
    expect(toInputItems([compaction], stateless)).toEqual([compaction]);
  });

  it("names what is no item", () => {
    const items: ConversationItem[] = [user, JSON.parse("null")];
    expect(() => toInputItems(items, stateless)).toThrow(
      "openai/gpt-test: item 1 of the conversation is no object. Pass items of the Responses API.",
    );
  });
});

describe("toInputItems, whatever the conversation", () => {
  const turn = fc.record({
    reasoning: fc.constantFrom("none", "own", "foreign", "bare", "untagged"),
    made: fc.array(fc.constantFrom("message", "function_call", "custom_tool_call", "computer_call", "item_reference"), {
      minLength: 1,
      maxLength: 3,
    }),
    trigger: fc.boolean(),
  });

  const conversation = fc.array(turn, { maxLength: 8 }).map((turns) =>
    turns.flatMap(({ reasoning, made, trigger }, number): ConversationItem[] => {
      const id = (name: string, index = 0) => `${name}_${number}_${index}`;
      const bare: ConversationItem = { type: "reasoning", id: id("rs"), summary: [] };
      const thoughts: Record<typeof reasoning, ConversationItem[]> = {
        none: [],
        bare: [bare],
        untagged: [{ ...bare, encrypted_content: "s" }],
        own: [tagOrigin({ ...bare, encrypted_content: "s" }, origin)],
        foreign: [tagOrigin({ ...bare, encrypted_content: "s" }, elsewhere)],
      };
      const items = made.map((type, index): ConversationItem => {
        if (type === "message") return { type, id: id("msg", index), role: "assistant", content: [] };
        return type === "item_reference"
          ? { type, id: id("ref", index) }
          : { type, id: id(type, index), call_id: id("call", index), created_by: "x" };
      });
      const outputs = items
        .filter((item) => "call_id" in item)
        .map((item): ConversationItem => ({ type: `${item.type}_output`, call_id: item.call_id, output: "" }));
      const end: ConversationItem[] = trigger ? [{ type: "compaction_trigger" }] : [];
      return [user, ...thoughts[reasoning], ...items, ...outputs, ...end];
    }),
  );

  const callIds = (items: readonly ConversationItem[]) => items.map((item) => item.call_id).filter((id) => id);

  it.each([stateless, storing])("keeps every pair, stateless: $stateless", (options) => {
    fc.assert(
      fc.property(conversation, (items) => {
        expect(callIds(toInputItems(items, options))).toEqual(callIds(items));
      }),
    );
  });

  it.each([stateless, storing])("keeps reasoning in front of what it led to, stateless: $stateless", (options) => {
    fc.assert(
      fc.property(conversation, (items) => {
        const input = toInputItems(items, options);
        for (const [index, item] of input.entries()) {
          if (item.type !== "reasoning") continue;
          const stored = items.findIndex((candidate) => candidate.id === item.id);
          expect(input[index + 1]?.id).toBe(items[stored + 1]?.id);
        }
      }),
    );
  });

  it.each([stateless, storing])("leaves no id that asks for dropped reasoning, stateless: $stateless", (options) => {
    fc.assert(
      fc.property(conversation, (items) => {
        const input = toInputItems(items, options);
        const kept = new Set(input.map((item) => item.id));
        for (const [index, item] of items.entries()) {
          const next = items[index + 1];
          if (item.type !== "reasoning" || kept.has(item.id) || next === undefined) continue;
          if (next.type === "message" || next.type === "function_call") expect(kept).not.toContain(next.id);
        }
      }),
    );
  });

  it.each([stateless, storing])("is done after once, stateless: $stateless", (options) => {
    fc.assert(
      fc.property(conversation, (items) => {
        const once = toInputItems(items, options);
        const twice = toInputItems(once, options);
        expect(twice).toEqual(once);
        for (const [index, item] of twice.entries()) expect(item).toBe(once[index]);
      }),
    );
  });
});
