import { describe, expect, it } from "vitest";
import { openaiChat } from "../adapters/openai-chat.ts";
import { openaiResponses } from "../adapters/openai-responses.ts";
import { conversationOf } from "../testing/facts.ts";
import { unansweredNote } from "./notes.ts";
import { findRepairs, openCalls } from "./repair.ts";

describe("openCalls", () => {
  const pending = (...steps: readonly string[]) =>
    openCalls(conversationOf(...steps)).map(({ call, pending }) => [call.id, pending]);

  it("calls the newest response's calls pending, also where some of them are answered", () => {
    expect(pending("user", "call a", "call b", "result b")).toEqual([["a", true]]);
  });

  it("does not call a call pending once the conversation went on without it", () => {
    expect(pending("call a", "user")).toEqual([["a", false]]);
    expect(pending("call a", "call b", "result b", "assistant")).toEqual([["a", false]]);
    expect(pending("call a", "user", "call b")).toEqual([
      ["a", false],
      ["b", true],
    ]);
  });
});

describe("findRepairs", () => {
  const call = (id: string) => ({ type: "function_call", call_id: id, name: "f", arguments: "{}" });
  const output = (id: string) => ({ type: "function_call_output", call_id: id, output: "x" });
  const user = { role: "user", content: "next" } as const;

  const repairsOf = (items: Parameters<typeof findRepairs<Parameters<typeof openaiResponses.describe>[0]>>[0]) => {
    const facts = items.map(openaiResponses.describe);
    return findRepairs(items, facts, openCalls(facts), openaiResponses);
  };

  it("answers after the batch's other results", () => {
    const answer = { type: "function_call_output", call_id: "a", output: unansweredNote };
    expect(repairsOf([call("a"), call("b"), output("b"), user])).toEqual([
      { kind: "insert", before: 3, item: answer, callId: "a" },
    ]);
  });

  it("answers a Chat call directly after the message that made it", () => {
    const toolCall = (id: string) => ({ id, type: "function", function: { name: "f", arguments: "{}" } });
    const messages = [
      { role: "assistant", tool_calls: [toolCall("a"), toolCall("b")] },
      { role: "tool", tool_call_id: "b", content: "x" },
      { role: "assistant", content: "and on" },
    ];
    const facts = messages.map(openaiChat.describe);
    const item = { role: "tool", tool_call_id: "a", content: unansweredNote };
    expect(findRepairs(messages, facts, openCalls(facts), openaiChat)).toEqual([
      { kind: "insert", before: 2, item, callId: "a" },
    ]);
  });

  it("takes out a call that no text can answer, together with the reasoning that led to it", () => {
    const items = [{ type: "reasoning" }, { type: "computer_call", call_id: "c" }, user];
    expect(repairsOf(items)).toEqual([
      { kind: "remove", index: 1, reason: "call c was never answered, and its format takes no text" },
      { kind: "remove", index: 0, reason: "reasoning that led to no item" },
    ]);
  });

  it("takes out reasoning that led to nothing and leaves reasoning that did", () => {
    const repairs = repairsOf([
      { type: "reasoning" },
      { type: "reasoning" },
      user,
      { type: "reasoning" },
      call("a"),
      output("a"),
    ]);
    expect(repairs.map((repair) => repair.kind === "remove" && repair.index)).toEqual([0, 1]);
  });
});
