import type OpenAI from "openai";
import { expect, it } from "vitest";
import { collect, emulate } from "../../testing/emulate.ts";
import { pixel } from "../../testing/images.ts";

type Request = OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;

const tools: OpenAI.Chat.ChatCompletionTool[] = [
  { type: "function", function: { name: "read_file", parameters: { type: "object", properties: {} } } },
];
const request = { model: "gpt-test", messages: [{ role: "user" as const, content: "Hi" }] } satisfies Request;
const modelWith = (...reply: readonly object[]) => ({ models: { "gpt-test": { contextWindow: 8_000, reply } } });

it("answers with the reply and its usage", async () => {
  await using emulation = await emulate(modelWith({ reasoning: "Hmmm", text: "Hello." }));
  expect(await emulation.client.chat.completions.create(request)).toMatchObject({
    id: expect.stringMatching(/^chatcmpl-/),
    object: "chat.completion",
    model: "gpt-test",
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: "Hello.", refusal: null },
        logprobs: null,
        finish_reason: "stop",
      },
    ],
    usage: {
      prompt_tokens: 5,
      completion_tokens: 5 + 6,
      total_tokens: 16,
      completion_tokens_details: { reasoning_tokens: 5 },
    },
  });
});

it("streams text and parallel calls in pieces, and the usage when it is asked for it", async () => {
  const calls = [
    { name: "read_file", arguments: { path: "a" }, callId: "call_a" },
    { name: "read_file", arguments: '{"path":"b"}', callId: "call_b" },
  ];
  await using emulation = await emulate({ ...modelWith({ text: "I look.", calls }), chunkCharacters: 5 });
  const streamed = { ...request, tools, stream: true } as const;
  const chunks = await collect(
    emulation.client.chat.completions.create({ ...streamed, stream_options: { include_usage: true } }),
  );
  expect(chunks.map(({ choices }) => choices[0]?.delta ?? null)).toEqual([
    { role: "assistant", content: "", refusal: null },
    { content: "I loo" },
    { content: "k." },
    { tool_calls: [{ index: 0, id: "call_a", type: "function", function: { name: "read_file", arguments: "" } }] },
    { tool_calls: [{ index: 0, function: { arguments: '{"pat' } }] },
    { tool_calls: [{ index: 0, function: { arguments: 'h":"a' } }] },
    { tool_calls: [{ index: 0, function: { arguments: '"}' } }] },
    { tool_calls: [{ index: 1, id: "call_b", type: "function", function: { name: "read_file", arguments: "" } }] },
    { tool_calls: [{ index: 1, function: { arguments: '{"pat' } }] },
    { tool_calls: [{ index: 1, function: { arguments: 'h":"b' } }] },
    { tool_calls: [{ index: 1, function: { arguments: '"}' } }] },
    {},
    null,
  ]);
  expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe("tool_calls");
  expect(chunks.map(({ usage }) => usage ?? null).filter((usage) => usage !== null)).toHaveLength(1);
  expect(chunks.at(-1)?.usage).toMatchObject({ prompt_tokens: expect.any(Number) });
  const bare = await collect(emulation.client.chat.completions.create(streamed));
  expect(bare.some((chunk) => "usage" in chunk)).toBe(false);
});

it("streams to the SDK's helper what it would have answered at once", async () => {
  await using emulation = await emulate({
    ...modelWith({ text: "Grüße 👋🏽 an alle", calls: [{ name: "read_file", arguments: {}, callId: "call_a" }] }),
    chunkCharacters: 1,
  });
  const whole = await emulation.client.chat.completions.create({ ...request, tools });
  const streamed = await emulation.client.chat.completions.stream({ ...request, tools }).finalChatCompletion();
  expect(streamed.choices[0]?.message.content).toBe("Grüße 👋🏽 an alle");
  expect(streamed.choices[0]?.message.tool_calls).toMatchObject(whole.choices[0]?.message.tool_calls ?? []);
  expect(streamed.choices[0]?.finish_reason).toBe("tool_calls");
});

it("shows the model messages, calls, outputs and images", async () => {
  await using emulation = await emulate(modelWith({ text: "42." }));
  await emulation.client.chat.completions.create({
    ...request,
    tools,
    messages: [
      { role: "developer", content: "Be brief." },
      {
        role: "user",
        content: [
          { type: "text", text: "See" },
          { type: "image_url", image_url: { url: pixel, detail: "low" } },
        ],
      },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "call_a", type: "function", function: { name: "read_file", arguments: "{}" } }],
      },
      { role: "tool", tool_call_id: "call_a", content: "It says 42." },
    ],
  });
  const seen = emulation.emulator.requests[0]?.seen;
  expect(seen?.entries).toEqual([
    { kind: "message", role: "developer", text: "Be brief.", images: [] },
    { kind: "message", role: "user", text: "See", images: [pixel] },
    { kind: "call", callId: "call_a", name: "read_file", arguments: "{}" },
    { kind: "output", callId: "call_a", text: "It says 42.", images: [] },
  ]);
  expect(seen?.tools).toMatchObject([{ type: "function", name: "read_file" }]);
  const tool = 4 + Math.ceil(JSON.stringify(tools[0]).length / 4);
  expect(seen?.tokens).toBe(tool + (4 + 3) + (4 + 1 + 85) + (4 + 3) + (4 + 3));
});

it.each(["max_tokens", "max_completion_tokens"])("ends at %s", async (name) => {
  await using emulation = await emulate(modelWith({ text: "x".repeat(400) }));
  const { choices, usage } = await emulation.client.chat.completions.create({ ...request, [name]: 10 });
  expect(choices[0]).toMatchObject({ finish_reason: "length", message: { content: "x".repeat(24) } });
  expect(usage?.completion_tokens).toBe(10);
});

it("declines with a refusal, at once and in a stream", async () => {
  await using emulation = await emulate(modelWith({ refusal: "I will not." }));
  const { choices } = await emulation.client.chat.completions.create(request);
  expect(choices[0]?.message).toMatchObject({ content: null, refusal: "I will not." });
  const chunks = await collect(emulation.client.chat.completions.create({ ...request, stream: true }));
  expect(chunks.map((chunk) => chunk.choices[0]?.delta.refusal ?? "").join("")).toBe("I will not.");
});

it("ends for the reason that a reply names", async () => {
  await using emulation = await emulate(
    modelWith({ text: "x", incomplete: "content_filter" }, { text: "x", finishReason: "odd" }),
  );
  const reason = async () => (await emulation.client.chat.completions.create(request)).choices[0]?.finish_reason;
  expect([await reason(), await reason()]).toEqual(["content_filter", "odd"]);
});

it("hands the output format on", async () => {
  await using emulation = await emulate(modelWith({ text: "{}" }));
  const schema = { type: "object", properties: {} };
  await emulation.client.chat.completions.create({
    ...request,
    response_format: { type: "json_schema", json_schema: { name: "answer", schema } },
  });
  expect(emulation.emulator.requests[0]?.seen?.outputFormat).toEqual({ type: "json_schema", name: "answer", schema });
});
