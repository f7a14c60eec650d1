import { afterEach, describe, expect, it } from "vitest";
import type { Protocol } from "./protocol.ts";
import { chatCompletions } from "./protocols/chat-completions.ts";
import { messages } from "./protocols/messages.ts";
import { responses } from "./protocols/responses.ts";
import { type SimulatedProvider, startProvider } from "./start-provider.ts";

let provider: SimulatedProvider | undefined;

afterEach(() => provider?.[Symbol.asyncDispose]());

async function post(protocol: Protocol, body: object, contextWindow = 1_000): Promise<string> {
  provider = await startProvider(protocol, contextWindow);
  const response = await fetch(provider.baseURL + protocol.path, { method: "POST", body: JSON.stringify(body) });
  return `${response.status} ${await response.text()}`;
}

const user = { role: "user", content: "Find out." };

describe("Responses", () => {
  const call = { type: "function_call", call_id: "c", name: "read_log", arguments: "{}" };
  const output = { type: "function_call_output", call_id: "c", output: "nothing" };
  const reasoning = { type: "reasoning", id: "rs_7", summary: [] };

  it.each([
    ["an output without its call", [user, output], "No tool call found for function call output with call_id c."],
    ["a call without its output", [user, call], "No tool output found for function call c."],
    [
      "reasoning that led to nothing",
      [user, reasoning],
      "Item 'rs_7' of type 'reasoning' was provided without its required following item.",
    ],
    [
      "a call without the reasoning before it",
      [user, { ...call, id: "fc_7_0" }, output],
      "Item 'fc_7_0' of type 'function_call' was provided without its required 'reasoning' item: 'rs_7'.",
    ],
  ])("refuses %s", async (_, input, message) => {
    const error = { message, type: "invalid_request_error", param: "input", code: null };
    expect(await post(responses, { input })).toBe(`400 ${JSON.stringify({ error })}`);
  });

  it("refuses what is larger than the window", async () => {
    const answer = await post(responses, { input: [{ ...user, content: "long ".repeat(1_000) }] });
    expect(answer).toMatch(/^400 .*"code":"context_length_exceeded"/);
  });
});

describe("Chat Completions", () => {
  const call = { role: "assistant", tool_calls: [{ id: "c", function: { name: "read_log", arguments: "{}" } }] };
  const output = { role: "tool", tool_call_id: "c", content: "nothing" };

  it.each([
    ["an output without its call", [user, output], "messages with role 'tool' must be a response"],
    ["an output that does not follow its call", [user, call, user, output], "ids did not have response messages: c"],
    ["a call without its output", [user, call], "ids did not have response messages: c"],
  ])("refuses %s", async (_, sent, message) => {
    expect(await post(chatCompletions, { messages: sent })).toMatch(new RegExp(`^400 .*${message}`));
  });

  it("refuses what is larger than the window", async () => {
    const answer = await post(chatCompletions, { messages: [{ ...user, content: "long ".repeat(1_000) }] });
    expect(answer).toMatch(/^400 .*maximum context length is 1000 tokens.*"code":"context_length_exceeded"/);
  });
});

describe("Messages", () => {
  const call = { role: "assistant", content: [{ type: "tool_use", id: "c", name: "read_log", input: {} }] };
  const output = { role: "user", content: [{ type: "tool_result", tool_use_id: "c", content: "nothing" }] };

  it.each([
    ["a result without its call", [user, output], "unexpected `tool_use_id` found in `tool_result` blocks: c"],
    ["a call without its result", [user, call, user], "without `tool_result` blocks immediately after: c"],
    ["an answer begun for the model", [user, { ...user, role: "assistant" }], "must end with a user message"],
  ])("refuses %s", async (_, sent, message) => {
    expect(await post(messages, { messages: sent })).toMatch(new RegExp(`^400 .*${message}`));
  });

  it("refuses what is larger than the window", async () => {
    const answer = await post(messages, { messages: [{ ...user, content: "long ".repeat(1_000) }] });
    expect(answer).toMatch(/^400 .*prompt is too long: \d+ tokens > 1000 maximum/);
  });
});
