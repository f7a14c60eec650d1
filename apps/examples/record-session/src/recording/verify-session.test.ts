import type { ConversationItem } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { verifySession } from "./verify-session.ts";

const user: ConversationItem = { type: "message", role: "user", content: [{ type: "input_text", text: "Go on." }] };
const reasoning: ConversationItem = { type: "reasoning", id: "rs_0001", summary: [] };

function call(id: string): ConversationItem {
  return { type: "function_call", call_id: id, name: "list_files", arguments: "{}" };
}

function output(id: string): ConversationItem {
  return { type: "function_call_output", call_id: id, output: "error: no folder" };
}

describe("verifySession", () => {
  it("counts what a valid session holds", () => {
    const items = [user, reasoning, call("a"), call("b"), output("b"), output("a"), call("c"), user];
    expect(verifySession(items)).toEqual({
      items: 8,
      userMessages: 2,
      calls: 3,
      failedCalls: 2,
      unanswered: ["c"],
    });
  });

  it.each([
    [
      "an output without a call",
      [user, output("a")],
      "Item 2 of the session is not valid: a is not an open call of the batch before.",
    ],
    [
      "an output after the batch",
      [call("a"), user, output("a")],
      "Item 3 of the session is not valid: a is not an open call of the batch before.",
    ],
    [
      "a second output",
      [call("a"), output("a"), output("a")],
      "Item 3 of the session is not valid: a is not an open call of the batch before.",
    ],
    [
      "a call id used twice",
      [call("a"), output("a"), call("a")],
      "Item 3 of the session is not valid: a was used before.",
    ],
    [
      "reasoning that led to nothing",
      [reasoning, user],
      "Item 1 of the session is not valid: reasoning led to nothing.",
    ],
  ])("rejects %s", (_name, items, message) => {
    expect(() => verifySession(items)).toThrow(new Error(message));
  });
});
