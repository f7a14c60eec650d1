import type OpenAI from "openai";
import { expect, it } from "vitest";
import { collect, emulate } from "../../testing/emulate.ts";
import { pixel } from "../../testing/images.ts";
import type { EmulatedRequest } from "../model/emulated-request.ts";

const tool: OpenAI.Responses.FunctionTool = {
  type: "function",
  name: "read_file",
  description: "Reads a file.",
  parameters: {
    type: "object",
    properties: { path: { type: "string" } },
    required: ["path"],
    additionalProperties: false,
  },
  strict: true,
};
const lookUp = { text: "I look.", calls: [{ name: "read_file", arguments: { path: "a" } }] };

function modelWith(...reply: readonly object[]) {
  return { models: { "gpt-test": { contextWindow: 8_000, reply } } };
}

it("answers with the reply, and bills it by the published formula", async () => {
  await using emulation = await emulate();
  const response = await emulation.client.responses.create({
    model: "gpt-test",
    input: "Hi",
    instructions: "Be kind.",
  });
  expect(response).toMatchObject({
    status: "completed",
    output_text: "Hello.",
    error: null,
    incomplete_details: null,
    completed_at: expect.any(Number),
  });
  expect(response.usage).toEqual({
    input_tokens: 4 + 2 + 4 + 1,
    input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
    output_tokens: 4 + 2,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 17,
  });
});

it("streams the events of the API in their order, numbered without a gap", async () => {
  await using emulation = await emulate({
    ...modelWith({ reasoning: "Let me see.", ...lookUp }),
    chunkCharacters: 4,
  });
  const events = await collect(
    emulation.client.responses.create({
      model: "gpt-test",
      input: "Hi",
      stream: true,
      tools: [tool],
      reasoning: { summary: "auto" },
    }),
  );
  expect(events[0]).toMatchObject({ response: { status: "in_progress", output: [], usage: null, completed_at: null } });
  expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_, index) => index));
  expect(events.map(({ type }) => type.replace("response.", ""))).toEqual([
    "created",
    "in_progress",
    "output_item.added",
    "reasoning_summary_part.added",
    "reasoning_summary_text.delta",
    "reasoning_summary_text.delta",
    "reasoning_summary_text.delta",
    "reasoning_summary_text.done",
    "reasoning_summary_part.done",
    "output_item.done",
    "output_item.added",
    "content_part.added",
    "output_text.delta",
    "output_text.delta",
    "output_text.done",
    "content_part.done",
    "output_item.done",
    "output_item.added",
    "function_call_arguments.delta",
    "function_call_arguments.delta",
    "function_call_arguments.delta",
    "function_call_arguments.done",
    "output_item.done",
    "completed",
  ]);
});

it("streams what it would have answered at once", async () => {
  await using emulation = await emulate({ ...modelWith({ reasoning: "Hm.", ...lookUp }), chunkCharacters: 3 });
  const reasoning: OpenAI.Reasoning = { summary: "auto" };
  const request = { model: "gpt-test", input: "Hi", tools: [tool], reasoning };
  const whole = await emulation.client.responses.create(request);
  const streamed = await emulation.client.responses.stream(request).finalResponse();
  expect(streamed.output_text).toBe("I look.");
  expect(streamed.output.map(withoutIds)).toEqual(whole.output.map(withoutIds));
  expect(streamed.usage).toEqual(whole.usage);
});

it("goes through a turn with reasoning and calls without storing anything", async () => {
  const seen: EmulatedRequest[] = [];
  await using emulation = await emulate({
    models: {
      "gpt-test": {
        contextWindow: 8_000,
        reply: (request) => {
          seen.push(request);
          return seen.length === 1 ? { reasoning: "The file may tell.", ...lookUp } : { text: "It says 42." };
        },
      },
    },
  });
  const request = { model: "gpt-test", store: false, tools: [tool], instructions: "Be brief." };
  const input: OpenAI.Responses.ResponseInputItem[] = [{ role: "user", content: "What does a say?" }];
  const first = await emulation.client.responses.create({ ...request, input });
  const call = first.output.find((item) => item.type === "function_call");
  input.push(...(first.output as OpenAI.Responses.ResponseInputItem[]));
  input.push({ type: "function_call_output", call_id: call?.call_id ?? "", output: "42" });
  const second = await emulation.client.responses.create({ ...request, input });
  expect(second.output_text).toBe("It says 42.");
  expect(seen[1]?.entries).toEqual([
    { kind: "message", role: "user", text: "What does a say?", images: [] },
    { kind: "reasoning", text: "The file may tell." },
    { kind: "message", role: "assistant", text: "I look.", images: [] },
    { kind: "call", callId: call?.call_id, name: "read_file", arguments: '{"path":"a"}' },
    { kind: "output", callId: call?.call_id, text: "42", images: [] },
  ]);
  expect(seen[1]?.tools).toEqual([
    { type: "function", name: "read_file", description: "Reads a file.", parameters: tool.parameters },
  ]);
  expect(seen[1]?.text).toBe(
    'Be brief.\nuser: What does a say?\nThe file may tell.\nassistant: I look.\nread_file({"path":"a"})\n42',
  );
});

it("goes on from a stored response, until it has forgotten it", async () => {
  await using emulation = await emulate({ ...modelWith({ reasoning: "Hm.", ...lookUp }, { text: "Done." }) });
  const { client, emulator } = emulation;
  const first = await client.responses.create({ model: "gpt-test", input: "Hi", tools: [tool] });
  const call = first.output.find((item) => item.type === "function_call");
  const output = { type: "function_call_output", call_id: call?.call_id ?? "", output: "42" } as const;
  const next = { model: "gpt-test", previous_response_id: first.id, input: [output] };
  expect((await client.responses.create(next)).output_text).toBe("Done.");
  expect(emulator.requests[1]?.seen?.entries.map(({ kind }) => kind)).toEqual([
    "message",
    "reasoning",
    "message",
    "call",
    "output",
  ]);
  expect((await client.responses.retrieve(first.id)).output.map(({ id }) => id)).toEqual(
    first.output.map(({ id }) => id),
  );
  emulator.forget(first.id);
  await expect(client.responses.create(next)).rejects.toMatchObject({ code: "previous_response_not_found" });
});

it("deletes a stored response", async () => {
  await using emulation = await emulate();
  const { id } = await emulation.client.responses.create({ model: "gpt-test", input: "Hi" });
  await emulation.client.responses.delete(id);
  await expect(emulation.client.responses.retrieve(id)).rejects.toMatchObject({ status: 404 });
});

it("resolves a reference to a stored item", async () => {
  await using emulation = await emulate();
  const { output } = await emulation.client.responses.create({ model: "gpt-test", input: "Hi" });
  const id = String(output[0]?.id);
  const input = [
    { role: "user" as const, content: "Hi" },
    { type: "item_reference" as const, id },
  ];
  await emulation.client.responses.create({ model: "gpt-test", input });
  expect(emulation.emulator.requests[1]?.seen?.text).toBe("user: Hi\nassistant: Hello.");
  emulation.emulator.forget();
  await expect(emulation.client.responses.create({ model: "gpt-test", input })).rejects.toMatchObject({ status: 404 });
});

it("plays its replies in order and repeats the last", async () => {
  await using emulation = await emulate(modelWith({ text: "one" }, { text: "two" }));
  const texts: string[] = [];
  for (let count = 0; count < 3; count += 1)
    texts.push((await emulation.client.responses.create({ model: "gpt-test", input: "Hi" })).output_text);
  expect(texts).toEqual(["one", "two", "two"]);
});

it("declines with a refusal", async () => {
  await using emulation = await emulate(modelWith({ refusal: "I will not." }));
  const stream = emulation.client.responses.stream({ model: "gpt-test", input: "Hi" });
  const types: string[] = [];
  stream.on("event", ({ type }) => types.push(type));
  expect((await stream.finalResponse()).output[0]).toMatchObject({
    content: [{ type: "refusal", refusal: "I will not." }],
  });
  expect(types).toContain("response.refusal.delta");
});

it("sends items of the provider's tools as they are", async () => {
  const call = {
    type: "computer_call",
    call_id: "call_1",
    actions: [{ type: "screenshot" }],
    pending_safety_checks: [],
    status: "completed",
  };
  await using emulation = await emulate(modelWith({ items: [call] }, { text: "A page." }));
  const { output } = await emulation.client.responses.create({ model: "gpt-test", input: "Look" });
  expect(output[0]).toMatchObject(call);
  const { pending_safety_checks: _, ...given } = call;
  await emulation.client.post("/responses", {
    body: {
      model: "gpt-test",
      input: [
        { ...given, id: output[0]?.id },
        { type: "computer_call_output", call_id: "call_1", output: { type: "computer_screenshot", image_url: pixel } },
      ],
    },
  });
  expect(emulation.emulator.requests[1]?.seen?.entries).toMatchObject([
    { kind: "call", name: "computer_call", arguments: '{"actions":[{"type":"screenshot"}]}' },
    { kind: "output", callId: "call_1", images: [pixel] },
  ]);
});

it("shows images and the output format, and bills images at their fixed price", async () => {
  await using emulation = await emulate();
  const schema = { type: "object", properties: {}, additionalProperties: false, required: [] };
  await emulation.client.responses.create({
    model: "gpt-test",
    input: [
      {
        role: "user",
        content: [
          { type: "input_text", text: "See" },
          { type: "input_image", image_url: pixel, detail: "auto" },
          { type: "input_image", image_url: "https://example.com/a.png", detail: "low" },
        ],
      },
    ],
    text: { format: { type: "json_schema", name: "answer", schema, strict: true } },
  });
  const seen = emulation.emulator.requests[0]?.seen;
  expect(seen?.outputFormat).toEqual({ type: "json_schema", name: "answer", schema });
  expect(seen?.entries).toEqual([
    { kind: "message", role: "user", text: "See", images: [pixel, "https://example.com/a.png"] },
  ]);
  const format = 4 + Math.ceil(JSON.stringify(seen?.outputFormat).length / 4);
  expect(seen?.tokens).toBe(format + 4 + 1 + 800 + 85);
});

it("makes the same ids and seals from the same seeds, so that a run can be compared with another", async () => {
  const options = {
    ...modelWith({ reasoning: "Hm.", text: "Hi." }),
    idSeed: "a",
    sealKey: "b",
    now: () => 1_700_000_000_000,
  };
  await using one = await emulate(options);
  await using other = await emulate(options);
  const request = { model: "gpt-test", input: "Hi" };
  expect(await one.client.responses.create(request)).toEqual(await other.client.responses.create(request));
});

function withoutIds(item: object): object {
  const {
    id: _id,
    call_id: _call,
    encrypted_content: _blob,
    parsed_arguments: _parsed,
    ...rest
  }: Record<string, unknown> = {
    ...item,
  };
  return JSON.parse(JSON.stringify(rest, (name, value) => (name === "parsed" ? undefined : value)));
}
