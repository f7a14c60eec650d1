import { expect, it } from "vitest";
import { emulate, refusalOf } from "../../testing/emulate.ts";

it("refuses an item of an unknown type and names the known ones", async () => {
  await using emulation = await emulate();
  const refused = await refusalOf(
    emulation.client.post("/responses", { body: { model: "gpt-test", input: [{ type: "thought" }] } }),
  );
  expect(refused).toMatchObject({ code: "invalid_value", param: "input[0]" });
  expect(refused.message).toMatch(
    /^Invalid value: 'thought'\. Supported values are: 'additional_tools', .+ and 'web_search_call'\.$/,
  );
});

it("refuses what a model without reasoning does not take", async () => {
  await using emulation = await emulate({
    models: {
      "gpt-test": { contextWindow: 8_000, reasoning: false, maximumOutputTokens: 100, reply: [{ text: "Hi." }] },
    },
  });
  const post = (body: object) =>
    refusalOf(emulation.client.post("/responses", { body: { model: "gpt-test", input: "Hi", ...body } }));
  expect((await post({ reasoning: { effort: "low" } })).message).toBe(
    "Unsupported parameter: 'reasoning.effort' is not supported with this model.",
  );
  expect((await post({ include: ["reasoning.encrypted_content"] })).message).toBe(
    "Encrypted content is not supported with this model.",
  );
  expect((await post({ max_output_tokens: 101 })).code).toBe("integer_above_max_value");
});

it("can report in the stream that the input is too long", async () => {
  await using emulation = await emulate({ overflow: "in-stream" });
  const stream = await emulation.client.responses.create({
    model: "gpt-test",
    input: "x".repeat(40_000),
    stream: true,
  });
  const events = [];
  for await (const event of stream) events.push(event);
  expect(events.map(({ type }) => type)).toEqual(["response.created", "response.in_progress", "response.failed"]);
  expect(events.at(-1)).toMatchObject({ response: { status: "failed", error: { code: "context_length_exceeded" } } });
  expect(emulation.emulator.requests[0]).toMatchObject({ status: 200, refused: "context_length_exceeded" });
});

it("refuses the fields that it is told to lack", async () => {
  await using emulation = await emulate({ supports: { contextManagement: false, trigger: false } });
  const post = (body: object) =>
    refusalOf(emulation.client.post("/responses", { body: { model: "gpt-test", ...body } }));
  expect(await post({ input: "Hi", context_management: [{ type: "compaction" }] })).toMatchObject({
    message: "Unknown parameter: 'context_management'.",
    code: "unknown_parameter",
  });
  expect((await post({ input: [{ type: "compaction_trigger" }] })).message).toMatch(
    /^Invalid value: 'compaction_trigger'\./,
  );
});
