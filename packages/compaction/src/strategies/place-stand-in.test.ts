import { describe, expect, it } from "vitest";
import { type AnthropicMessage, anthropic } from "../adapters/anthropic.ts";
import type { ChatMessage } from "../adapters/openai-chat.ts";
import { compact } from "../compact.ts";
import { isSummary } from "../conversation/summary-tag.ts";
import { chatConversation, chatView } from "../testing/chat-view.ts";
import { lengthCounter } from "../testing/length-counter.ts";
import { placeStandIn } from "./place-stand-in.ts";
import { summarize } from "./summarize/summarize.ts";
import { scriptedModel } from "./summarize/testing/scripted-model.ts";

const long = "tool output ".repeat(300);
const steps = chatConversation([long, long, long, long]).slice(2);
const system = { role: "system", content: "You review code." };
const user = (content: string) => ({ role: "user", content });

async function summarised(conversation: readonly ChatMessage[]) {
  const strategies = [summarize<ChatMessage>({ model: scriptedModel("notes").model, keepRecent: 0 })];
  const { items, report } = await compact(conversation, { target: 3_000, counter: lengthCounter, strategies });
  expect(report.status).toBe("compacted");
  const at = chatView(items).facts.findIndex(isSummary);
  return {
    roles: items.map(({ role }) => role),
    at,
    text: String(items[at]?.content),
    users: items.filter(({ role }) => role === "user"),
  };
}

describe("a summary speaks", () => {
  it("as the user between the first and the last user message", async () => {
    const { roles, at } = await summarised([system, user("First."), ...steps, user("Last.")]);
    expect(roles).toEqual(["system", "user", "user", "user"]);
    expect(at).toBe(2);
  });

  it("as the user before the last user message also of what came after that, and says so", async () => {
    const { roles, at, text } = await summarised([system, user("First."), ...steps, user("Last."), ...steps]);
    expect(roles).toEqual(["system", "user", "user", "user", "assistant", "tool"]);
    expect(at).toBe(2);
    expect(text).toContain("Its last part came after the user message that follows.");
  });

  it("as the assistant after a task that is the only user message, which stays first and last", async () => {
    const { roles, at, users, text } = await summarised([system, user("The task."), ...steps]);
    expect(roles).toEqual(["system", "user", "assistant", "assistant", "tool"]);
    expect(at).toBe(2);
    expect(users).toEqual([user("The task.")]);
    expect(text).not.toContain("user message that follows");
  });

  it("as the assistant before the first user message, and where there is none", async () => {
    expect((await summarised([system, ...steps, user("The task.")])).roles).toEqual(["system", "assistant", "user"]);
    expect((await summarised([system, ...steps])).roles).toEqual(["system", "assistant", "assistant", "tool"]);
  });

  it("as the user before the task where what follows is thinking that must begin the assistant's turn", async () => {
    const step = (id: string, thinking: boolean): readonly AnthropicMessage[] => [
      {
        role: "assistant",
        content: [
          ...(thinking ? [{ type: "thinking", thinking: "Hm.", signature: "AAAA" }] : []),
          { type: "tool_use", id, name: "read", input: {} },
        ],
      },
      { role: "user", content: [{ type: "tool_result", tool_use_id: id, content: long }] },
    ];
    const task = { role: "user", content: "The task." };
    const model = scriptedModel("notes").model;
    const place = async (...conversation: readonly AnthropicMessage[]) => {
      const strategies = [summarize<AnthropicMessage>({ model, keepRecent: 0 })];
      const { items, report } = await compact(conversation, {
        target: 3_000,
        adapter: anthropic,
        counter: lengthCounter,
        strategies,
      });
      expect(report.status).toBe("compacted");
      return items;
    };
    const steps = (thinking: boolean) => ["a", "b", "c", "d"].flatMap((id) => step(id, thinking));
    const items = await place(task, ...steps(true));
    expect(items.map(({ role }) => role)).toEqual(["user", "user", "assistant", "user"]);
    expect(items[1]).toBe(task);
    expect(isSummary(anthropic.describe(items[0] as AnthropicMessage))).toBe(true);
    expect((await place(task, ...steps(false))).map(({ role }) => role)).toEqual([
      "user",
      "assistant",
      "assistant",
      "user",
    ]);
  });

  it("where it was before the task, from one generation to the next", async () => {
    const summary = user("[massgen: summary of 9 earlier items]\nA record.\n\nnotes");
    const view = chatView([system, summary, user("The task."), ...steps]);
    expect(placeStandIn(view, [1, 3, 4])).toEqual({ before: 1, role: "user" });
  });
});
