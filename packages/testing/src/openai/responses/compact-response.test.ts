import type OpenAI from "openai";
import { expect, it } from "vitest";
import { emulate, refusalOf } from "../../testing/emulate.ts";
import { pixel } from "../../testing/images.ts";

type Item = OpenAI.Responses.ResponseInputItem;

const window: Item[] = [
  { role: "developer", content: "Be brief." },
  { role: "user", content: "The code is 4711." },
  { role: "assistant", content: "Noted." },
  { type: "function_call", call_id: "call_1", name: "read_file", arguments: '{"path":"a"}' },
  { type: "function_call_output", call_id: "call_1", output: "The colour is blue." },
  {
    role: "user",
    content: [
      { type: "input_text", text: "See" },
      { type: "input_image", image_url: pixel, detail: "auto" },
    ],
  },
];

/** What comes out of a compaction can be sent back; the SDK's type says otherwise. */
function asInput(output: readonly object[]): Item[] {
  return JSON.parse(JSON.stringify(output));
}

it("returns the user's messages anew, and one opaque item for everything", async () => {
  await using emulation = await emulate();
  const compacted = await emulation.client.responses.compact({ model: "gpt-test", input: window });
  expect(compacted).toMatchObject({
    object: "response.compaction",
    output: [
      {
        id: expect.stringMatching(/^msg_/),
        type: "message",
        role: "user",
        status: "completed",
        content: [{ type: "input_text", text: "The code is 4711." }],
      },
      {
        role: "user",
        content: [
          { type: "input_text", text: "See" },
          { type: "input_image", image_url: pixel },
        ],
      },
      { type: "compaction", id: expect.stringMatching(/^cmp_/), encrypted_content: expect.any(String) },
    ],
  });
  expect(compacted.output).toHaveLength(3);
  expect(compacted).not.toHaveProperty("status");
  expect(compacted).not.toHaveProperty("model");
});

it("bills the window and 100 tokens, and for the item later what its making cost and 80", async () => {
  await using emulation = await emulate();
  const { client, emulator } = emulation;
  const { input_tokens: size } = await client.responses.inputTokens.count({ model: "gpt-test", input: window });
  const { usage, output } = await client.responses.compact({ model: "gpt-test", input: window });
  expect(usage).toMatchObject({ input_tokens: size + 100, output_tokens: 180 });
  const item = asInput(output).at(-1);
  if (item === undefined) throw new Error("Nothing came out.");
  await client.responses.create({ model: "gpt-test", input: [item] });
  expect(emulator.requests.at(-1)?.billed?.inputTokens).toBe(180 + 80);
});

it("costs a share of what it replaces, once that is more than the least", async () => {
  await using emulation = await emulate({ models: { "gpt-test": { contextWindow: 100_000, reply: [{}] } } });
  const { usage } = await emulation.client.responses.compact({ model: "gpt-test", input: "x".repeat(40_000) });
  expect(usage).toMatchObject({ input_tokens: 10_104, output_tokens: Math.ceil(10_004 * 0.12) });
});

it("carries what it replaced through generations", async () => {
  await using emulation = await emulate();
  const { client, emulator } = emulation;
  let input = window;
  for (let generation = 0; generation < 4; generation += 1) {
    const { output } = await client.responses.compact({ model: "gpt-test", input });
    input = [...asInput(output), { role: "assistant", content: `Step ${generation}.` }];
  }
  await client.responses.create({ model: "gpt-test", input });
  const seen = emulator.requests.at(-1)?.seen;
  for (const fact of ["4711", "blue", "Be brief.", "Noted.", "Step 0.", "Step 2.", "Step 3."])
    expect(seen?.text).toContain(fact);
  expect(seen?.entries.map(({ kind }) => kind)).toEqual(["sealed", "message"]);
});

it.each([
  { itemsBeforeCompaction: "dropped", kinds: ["sealed", "message"], extra: 0 },
  { itemsBeforeCompaction: "seen", kinds: ["message", "sealed", "message"], extra: 4 + 5 },
] as const)(
  "lets what stands before the item be $itemsBeforeCompaction",
  async ({ itemsBeforeCompaction, kinds, extra }) => {
    await using emulation = await emulate({ itemsBeforeCompaction });
    const { client, emulator } = emulation;
    const { output } = await client.responses.compact({ model: "gpt-test", input: "The code is 4711." });
    await client.responses.create({
      model: "gpt-test",
      input: [...asInput(output), { role: "user", content: "What?" }],
    });
    const { seen, billed } = emulator.requests.at(-1) ?? {};
    expect(seen?.entries.map(({ kind }) => kind)).toEqual(kinds);
    expect(billed?.inputTokens).toBe(extra + 260 + 4 + 2);
  },
);

it("lets the last of several items count", async () => {
  await using emulation = await emulate();
  const { client, emulator } = emulation;
  const compact = async (input: string) =>
    asInput((await client.responses.compact({ model: "gpt-test", input })).output).slice(-1);
  const input = [
    ...(await compact("First.")),
    ...(await compact("Second.")),
    ...asInput([{ role: "user", content: "?" }]),
  ];
  await client.responses.create({ model: "gpt-test", input });
  expect(emulator.requests.at(-1)?.seen?.text).toBe("user: Second.\nuser: ?");
});

it("keeps ids when it is given a response, and its own id cannot be gone on from", async () => {
  await using emulation = await emulate();
  const { client } = emulation;
  const mine = { type: "message", role: "user", content: [{ type: "input_text", text: "Hi" }] };
  const body = { model: "gpt-test", input: [{ ...mine, id: "msg_mine" }] };
  const first = await client.post<OpenAI.Responses.Response>("/responses", { body });
  const compacted = await client.responses.compact({ model: "gpt-test", previous_response_id: first.id });
  expect(compacted.output.map(({ id }) => id)).toEqual(["msg_mine", expect.stringMatching(/^cmp_/)]);
  expect(
    await refusalOf(client.responses.create({ model: "gpt-test", input: "x", previous_response_id: compacted.id })),
  ).toEqual({
    status: 400,
    message: `Previous response with id '${compacted.id}' not found.`,
    type: "invalid_request_error",
    param: "previous_response_id",
    code: "previous_response_not_found",
  });
});

it("keeps the newest messages up to 64,000 tokens, and of the one at the limit both ends", async () => {
  await using emulation = await emulate({ models: { "gpt-test": { contextWindow: 400_000, reply: [{}] } } });
  const input: Item[] = [
    { role: "user", content: "forgotten" },
    { role: "user", content: `begin ${"x".repeat(400_000)} end` },
    { role: "user", content: "y".repeat(200_000) },
  ];
  const { output } = await emulation.client.responses.compact({ model: "gpt-test", input });
  const texts = output.flatMap((item) =>
    item.type === "message" ? item.content.map((part) => ("text" in part ? part.text : "")) : [],
  );
  expect(texts).toHaveLength(2);
  expect(texts[0]).toMatch(/^begin x+…\d+ tokens truncated…x+ end$/);
  expect(texts[0]?.length).toBeLessThan(14_000 * 4 + 50);
  expect(texts[1]).toBe("y".repeat(200_000));
});

it("overflows like every request", async () => {
  await using emulation = await emulate();
  expect(
    await refusalOf(emulation.client.responses.compact({ model: "gpt-test", input: "x".repeat(40_000) })),
  ).toMatchObject({
    status: 400,
    code: "context_length_exceeded",
    param: "input",
  });
});

it.each(["tools", "reasoning", "stream", "store", "text", "context_management", "max_output_tokens"])(
  "refuses %s",
  async (name) => {
    await using emulation = await emulate();
    const body = { model: "gpt-test", input: "Hi", [name]: null };
    expect(await refusalOf(emulation.client.post("/responses/compact", { body }))).toMatchObject({
      code: "unknown_parameter",
      message: `Unknown parameter: '${name}'.`,
    });
  },
);

it("takes instructions, which the description of the API lists no more", async () => {
  await using emulation = await emulate();
  const { output } = await emulation.client.responses.compact({
    model: "gpt-test",
    input: "Hi",
    instructions: "Keep codes.",
  });
  expect(output).toHaveLength(2);
});

it("checks pairs as every request does", async () => {
  await using emulation = await emulate();
  expect(
    await refusalOf(emulation.client.responses.compact({ model: "gpt-test", input: window.slice(4) })),
  ).toMatchObject({
    message: "No tool call found for function call output with call_id call_1.",
  });
});

it("has the deviations that were reported, when it is asked for them", async () => {
  await using emulation = await emulate({
    models: { "gpt-test": { contextWindow: 8_000, reply: [{ reasoning: "Hm.", text: "Hello." }] } },
    compactQuirks: ["developer-messages", "assistant-messages", "created-by"],
  });
  const { client } = emulation;
  const made = await client.responses.create({ model: "gpt-test", input: "Hi" });
  const input = [...window, ...asInput(made.output)];
  const { output } = await client.responses.compact({ model: "gpt-test", input });
  expect(output.map((item) => ("role" in item ? item.role : item.type))).toEqual([
    "developer",
    "user",
    "assistant",
    "user",
    "assistant",
    "compaction",
  ]);
  expect(output.at(-1)).toHaveProperty("created_by", "emulator");
  // The assistant's message has its id and lacks its reasoning, so that the window as it is gets refused.
  const sendable = JSON.parse(JSON.stringify(output, (name, value) => (name === "created_by" ? undefined : value)));
  expect(
    (await refusalOf(client.post("/responses", { body: { model: "gpt-test", input: sendable } }))).message,
  ).toMatch(/^Item 'msg_\w+' of type 'message' was provided without its required 'reasoning' item: 'rs_\w+'\.$/);
});

it("is a 404 where the server has no such route", async () => {
  await using emulation = await emulate({ supports: { compact: false } });
  expect(await refusalOf(emulation.client.responses.compact({ model: "gpt-test", input: "Hi" }))).toEqual({
    status: 404,
    message: "Invalid URL (POST /v1/responses/compact)",
    type: "invalid_request_error",
    param: null,
    code: null,
  });
});
