import fc from "fast-check";
import type OpenAI from "openai";
import { expect, it } from "vitest";
import { emulate, refusalOf } from "../../testing/emulate.ts";

type Item = OpenAI.Responses.ResponseInputItem;

const text = fc.string({ unit: "grapheme", maxLength: 200 });
/** Some items that are valid as a whole. */
const turn: fc.Arbitrary<readonly Item[]> = fc.oneof(
  text.map((content): Item[] => [{ role: "user", content }]),
  text.map((content): Item[] => [{ role: "assistant", content }]),
  fc.tuple(fc.uuid(), text, text).map(([call_id, code, output]): Item[] => [
    { type: "function_call", call_id, name: "run", arguments: JSON.stringify({ code }) },
    { type: "function_call_output", call_id, output },
  ]),
);

it("counts what a request with the same input is billed", async () => {
  await using emulation = await emulate({
    models: { "gpt-test": { contextWindow: 1_000_000, reply: [{ text: "Hi." }] } },
  });
  const { client } = emulation;
  const tools: OpenAI.Responses.Tool[] = [
    { type: "function", name: "run", parameters: { type: "object", properties: {} }, strict: false },
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { minLength: 1, maxLength: 8 }), text, async (turns, instructions) => {
      const request = { model: "gpt-test", input: turns.flat(), instructions, tools };
      const counted = await client.responses.inputTokens.count(request);
      const { usage } = await client.responses.create({ ...request, store: false });
      expect(counted).toMatchObject({ object: "response.input_tokens", input_tokens: usage?.input_tokens });
    }),
    { numRuns: 30 },
  );
});

it("counts more than the window holds", async () => {
  await using emulation = await emulate();
  const counted = await emulation.client.responses.inputTokens.count({ model: "gpt-test", input: "x".repeat(400_000) });
  expect(counted.input_tokens).toBe(100_004);
});

it("counts with the items of the response to go on from", async () => {
  await using emulation = await emulate();
  const { client } = emulation;
  const { id } = await client.responses.create({ model: "gpt-test", input: "Hi" });
  const { input_tokens } = await client.responses.inputTokens.count({
    model: "gpt-test",
    input: "Hi",
    previous_response_id: id,
  });
  expect(input_tokens).toBe(5 + 6 + 5);
});

it("checks pairs, and refuses what it does not know", async () => {
  await using emulation = await emulate();
  const { client } = emulation;
  const input: Item[] = [{ type: "function_call_output", call_id: "c", output: "x" }];
  expect((await refusalOf(client.responses.inputTokens.count({ model: "gpt-test", input }))).message).toBe(
    "No tool call found for function call output with call_id c.",
  );
  const body = { model: "gpt-test", input: "Hi", stream: true };
  expect((await refusalOf(client.post("/responses/input_tokens", { body }))).code).toBe("unknown_parameter");
});

it("is a 404 where the server has no such route", async () => {
  await using emulation = await emulate({ supports: { inputTokens: false } });
  expect(
    (await refusalOf(emulation.client.responses.inputTokens.count({ model: "gpt-test", input: "Hi" }))).status,
  ).toBe(404);
});
