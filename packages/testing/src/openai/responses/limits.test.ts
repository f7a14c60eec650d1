import { expect, it } from "vitest";
import { collect, emulate } from "../../testing/emulate.ts";

function modelWith(...reply: readonly object[]) {
  return { models: { "gpt-test": { contextWindow: 8_000, reply } } };
}

it("ends early at max_output_tokens", async () => {
  await using emulation = await emulate(modelWith({ text: "x".repeat(400) }));
  const response = await emulation.client.responses.create({ model: "gpt-test", input: "Hi", max_output_tokens: 20 });
  expect(response).toMatchObject({ status: "incomplete", incomplete_details: { reason: "max_output_tokens" } });
  expect(response.output_text).toBe("x".repeat(64));
  expect(response.usage?.output_tokens).toBe(20);
  const types = (
    await collect(
      emulation.client.responses.create({ model: "gpt-test", input: "Hi", max_output_tokens: 20, stream: true }),
    )
  ).map(({ type }) => type);
  expect(types.at(-1)).toBe("response.incomplete");
});

it("cuts a call off where the tokens end", async () => {
  await using emulation = await emulate(modelWith({ calls: [{ name: "f", arguments: { text: "y".repeat(300) } }] }));
  const response = await emulation.client.responses.create({ model: "gpt-test", input: "Hi", max_output_tokens: 20 });
  expect(response).toMatchObject({ status: "incomplete", output: [{ type: "function_call", status: "incomplete" }] });
});

it("ends early at the most tokens that the model can write", async () => {
  await using emulation = await emulate({
    models: { "gpt-test": { contextWindow: 8_000, maximumOutputTokens: 14, reply: [{ text: "x".repeat(400) }] } },
  });
  const response = await emulation.client.responses.create({ model: "gpt-test", input: "Hi" });
  expect(response).toMatchObject({ status: "incomplete", output_text: "x".repeat(40) });
});

it("lets a reply override what is billed", async () => {
  await using emulation = await emulate(modelWith({ text: "Hi.", usage: { inputTokens: 5_000, cachedTokens: 4_096 } }));
  const { usage } = await emulation.client.responses.create({ model: "gpt-test", input: "Hi" });
  expect(usage).toMatchObject({
    input_tokens: 5_000,
    input_tokens_details: { cached_tokens: 4_096 },
    total_tokens: 5_005,
  });
});

it("drops items from the start where truncation is asked for, a call with its output", async () => {
  await using emulation = await emulate({ models: { "gpt-test": { contextWindow: 100, reply: [{ text: "Yes." }] } } });
  await emulation.client.responses.create({
    model: "gpt-test",
    truncation: "auto",
    input: [
      { type: "function_call", call_id: "c", name: "f", arguments: "a".repeat(200) },
      { type: "function_call_output", call_id: "c", output: "b" },
      { role: "user", content: "c".repeat(300) },
    ],
  });
  expect(emulation.emulator.requests[0]?.seen?.entries).toMatchObject([{ kind: "message", text: "c".repeat(300) }]);
});
