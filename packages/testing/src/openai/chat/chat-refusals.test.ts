import { expect, it } from "vitest";
import { collect, emulate, refusalOf } from "../../testing/emulate.ts";
import { expectRefused, type RefusalCase } from "../../testing/refusal-case.ts";

const user = { role: "user", content: "Hi" };
const calls = (...ids: readonly string[]) => ({
  role: "assistant",
  content: null,
  tool_calls: ids.map((id) => ({ id, type: "function", function: { name: "f", arguments: "{}" } })),
});
const tool = (id: string) => ({ role: "tool", tool_call_id: id, content: "done" });

const cases: readonly RefusalCase[] = [
  {
    name: "a tool message without a call before it",
    body: { messages: [user, tool("call_1")] },
    message:
      "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
    param: "messages.[1].role",
  },
  {
    name: "a tool message that answers another call",
    body: { messages: [user, calls("call_1"), tool("call_2")] },
    message: "Invalid parameter: 'tool_call_id' of 'call_2' not found in 'tool_calls' of previous message.",
    param: "messages.[2].tool_call_id",
  },
  {
    name: "calls without all their messages",
    body: { messages: [user, calls("call_1", "call_2", "call_3"), tool("call_2"), user] },
    message:
      "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: call_1, call_3",
    param: "messages.[3].role",
  },
  {
    name: "calls at the end",
    body: { messages: [user, calls("call_1")] },
    message:
      "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: call_1",
    param: "messages.[2].role",
  },
  {
    name: "no messages",
    body: { messages: [] },
    message:
      "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
    code: "empty_array",
    param: "messages",
  },
  {
    name: "content that is null",
    body: { messages: [{ role: "user", content: null }] },
    message: "Invalid value for 'content': expected a string, got null.",
    param: "messages.[0].content",
  },
  {
    name: "an unknown role",
    body: { messages: [{ role: "bot", content: "x" }] },
    message:
      "Invalid value: 'bot'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.",
    code: "invalid_value",
    param: "messages[0].role",
  },
  {
    name: "a part of the other API",
    body: { messages: [{ role: "user", content: [{ type: "input_text", text: "x" }] }] },
    message:
      "Invalid value: 'input_text'. Supported values are: 'text', 'image_url', 'input_audio', 'refusal', and 'file'.",
    code: "invalid_value",
    param: "messages[0].content[0]",
  },
  {
    name: "arguments that are no text",
    body: {
      messages: [
        { role: "assistant", tool_calls: [{ id: "c", type: "function", function: { name: "f", arguments: {} } }] },
        tool("c"),
      ],
    },
    message:
      "Invalid type for 'messages[0].tool_calls[0].function.arguments': expected a string, but got an object instead.",
    code: "invalid_type",
    param: "messages[0].tool_calls[0].function.arguments",
  },
  {
    name: "a tool with a wrong schema",
    body: { messages: [user], tools: [{ type: "function", function: { name: "f", parameters: { type: "array" } } }] },
    message: `Invalid schema for function 'f': schema must be a JSON Schema of 'type: "object"', got 'type: "array"'.`,
    code: "invalid_function_parameters",
    param: "tools[0].function.parameters",
  },
  {
    name: "a tool choice that is not offered",
    body: { messages: [user], tool_choice: { type: "function", function: { name: "g" } } },
    message: "Tool choice 'g' not found in 'tools' parameter.",
    param: "tool_choice",
  },
  {
    name: "an empty list of tools",
    body: { messages: [user], tools: [] },
    message: "Invalid 'tools': empty array. Expected an array with minimum length 1, but got an empty array instead.",
    code: "empty_array",
    param: "tools",
  },
  {
    name: "an image that is none",
    body: {
      messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } }] }],
    },
    message:
      "The image data you provided does not represent a valid image. Please check your input and try again with one of the supported image formats: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'].",
    code: "image_parse_error",
    param: "messages[0].content[0].image_url.url",
  },
  {
    name: "stream options without a stream",
    body: { messages: [user], stream_options: { include_usage: true } },
    message: "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
    param: "stream_options",
  },
  {
    name: "an unknown parameter",
    body: { messages: [user], input: "Hi" },
    message: "Unknown parameter: 'input'.",
    code: "unknown_parameter",
    param: "input",
  },
  {
    name: "more than one choice",
    body: { messages: [user], n: 2 },
    message: "The emulator has no 'n'; leave it out.",
    code: "unsupported_parameter",
    param: "n",
  },
  {
    name: "too many output tokens",
    body: { messages: [user], max_tokens: 501 },
    message:
      "max_tokens is too large: 501. This model supports at most 500 completion tokens, whereas you provided 501.",
    code: "invalid_value",
    param: "max_tokens",
  },
  {
    name: "messages longer than the window",
    body: { messages: [{ role: "user", content: "x".repeat(4_000) }] },
    message:
      "This model's maximum context length is 600 tokens. However, your messages resulted in 1004 tokens. Please reduce the length of the messages.",
    code: "context_length_exceeded",
    param: "messages",
  },
  {
    name: "messages and functions longer than the window",
    body: {
      messages: [{ role: "user", content: "x".repeat(4_000) }],
      tools: [{ type: "function", function: { name: "f" } }],
    },
    message:
      "This model's maximum context length is 600 tokens. However, your messages resulted in 1019 tokens (1004 in the messages, 15 in the functions). Please reduce the length of the messages or functions.",
    code: "context_length_exceeded",
    param: "messages",
  },
  {
    name: "messages that leave no room for the answer",
    body: { messages: [{ role: "user", content: "x".repeat(400) }], max_completion_tokens: 500 },
    message:
      "This model's maximum context length is 600 tokens. However, you requested 604 tokens (104 in the messages, 500 in the completion). Please reduce the length of the messages or completion.",
    code: "context_length_exceeded",
    param: "messages",
  },
  {
    name: "JSON that nobody spoke of",
    body: { messages: [user], response_format: { type: "json_object" } },
    message: "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
    param: "messages",
  },
];

const models = { "gpt-test": { contextWindow: 600, maximumOutputTokens: 500, reply: [{ text: "Hi." }] } };

it.each(cases)("refuses $name", async (refusal) => {
  await expectRefused("/chat/completions", refusal, models);
});

it("refuses max_tokens for a model that reasons", async () => {
  await using emulation = await emulate({
    models: { "gpt-test": { contextWindow: 600, reasoning: true, reply: [{ text: "Hi." }] } },
  });
  const body = { model: "gpt-test", messages: [user], max_tokens: 10 };
  expect(await refusalOf(emulation.client.post("/chat/completions", { body }))).toMatchObject({
    code: "unsupported_parameter",
    message:
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
  });
});

it("can report in the stream that the messages are too long", async () => {
  await using emulation = await emulate({ models, overflow: "in-stream" });
  const stream = emulation.client.chat.completions.create({
    model: "gpt-test",
    messages: [{ role: "user", content: "x".repeat(4_000) }],
    stream: true,
  });
  await expect(collect(stream)).rejects.toMatchObject({ code: "context_length_exceeded" });
  expect(emulation.emulator.requests[0]).toMatchObject({ status: 200, refused: "context_length_exceeded" });
});
