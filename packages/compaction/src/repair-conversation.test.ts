import type { ConversationItem } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openaiResponses } from "./adapters/openai-responses.ts";
import { findViolation } from "./conversation/violations.ts";
import { repairConversation } from "./repair-conversation.ts";

const user: ConversationItem = { type: "message", role: "user", content: "Go." };
const answer: ConversationItem = { type: "message", role: "assistant", content: "Done." };
const call = (id: string, type = "function_call"): ConversationItem => ({
  type,
  call_id: id,
  name: "read",
  arguments: "{}",
});
const output = (id: string): ConversationItem => ({ type: "function_call_output", call_id: id, output: "text" });
const format = "openai-responses";

describe("repairConversation", () => {
  it("passes on what can be sent", () => {
    const items = [user, call("a"), output("a"), answer];
    expect(repairConversation(items)).toEqual({ items, reasons: [] });
    expect(repairConversation(items).items).toBe(items);
  });

  it("answers calls that were never answered, of whatever type, and writes it down", () => {
    const items = [user, call("a"), user, call("b", "custom_tool_call")];
    const { items: repaired, record, reasons } = repairConversation(items);
    expect(repaired.map(({ type }) => type)).toEqual([
      "message",
      "function_call",
      "function_call_output",
      "message",
      "custom_tool_call",
      "custom_tool_call_output",
    ]);
    expect(reasons).toEqual(["call a was never answered", "call b was never answered"]);
    expect(record).toMatchObject({ itemsBefore: 4, itemsAfter: 6, inserted: [{ before: 2 }, { before: 4 }] });
  });

  it("takes out what cannot be mended", () => {
    const screenshot = {
      type: "computer_call",
      call_id: "c",
      action: { type: "screenshot" },
      pending_safety_checks: [],
    };
    const items = [
      output("x"),
      user,
      { type: "reasoning", summary: [] },
      screenshot,
      user,
      { call_id: 7 } as never,
      answer,
    ];
    const { items: repaired, record } = repairConversation(items, { format });
    expect(repaired).toEqual([user, user, answer]);
    expect(record).toMatchObject({
      inserted: [],
      repaired: [
        [0, 1],
        [2, 4],
        [5, 6],
      ],
    });
  });

  it("makes any heap of items sendable, once and for all", () => {
    const id = fc.constantFrom("a", "b", "c");
    const item = fc.oneof(
      fc.constantFrom<ConversationItem>(user, answer, { type: "reasoning", summary: [] }),
      id.map((name) => call(name)),
      id.map((name) => call(name, "computer_call")),
      id.map((name) => call(name, "custom_tool_call")),
      id.map(output),
      fc.constant({ type: "function_call", name: "read", arguments: "{}" } as ConversationItem),
    );
    fc.assert(
      fc.property(fc.array(item, { maxLength: 14 }), (items) => {
        const { items: repaired } = repairConversation(items, { format });
        expect(findViolation(repaired.map(openaiResponses.describe), new Set())).toBeUndefined();
        expect(repairConversation(repaired, { format }).items).toBe(repaired);
      }),
      { numRuns: 3_000, seed: 20261125 },
    );
  });
});
