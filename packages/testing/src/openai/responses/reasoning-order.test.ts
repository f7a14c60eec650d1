import type OpenAI from "openai";
import { expect, it } from "vitest";
import { type Emulation, emulate, refusalOf } from "../../testing/emulate.ts";

type Item = OpenAI.Responses.ResponseInputItem;
type Made =
  | OpenAI.Responses.ResponseReasoningItem
  | OpenAI.Responses.ResponseOutputMessage
  | OpenAI.Responses.ResponseFunctionToolCall;

const user: Item = { role: "user", content: "Hi" };
const reply = { reasoning: "Hm.", text: "I look.", calls: [{ name: "f", arguments: {} }] };

async function begin(): Promise<{
  readonly emulation: Emulation;
  readonly made: readonly [Made, Made, Made];
  readonly answer: Item;
}> {
  const emulation = await emulate({
    models: { "gpt-test": { contextWindow: 8_000, reply: [reply, { text: "Done." }] } },
  });
  const { output } = await emulation.client.responses.create({ model: "gpt-test", input: [user], store: false });
  const [reasoning, message, call] = output;
  if (reasoning?.type !== "reasoning" || message?.type !== "message" || call?.type !== "function_call")
    throw new Error("The emulator made something else.");
  return {
    emulation,
    made: [reasoning, message, call],
    answer: { type: "function_call_output", call_id: call.call_id, output: "1" },
  };
}

const ask = ({ client }: Emulation, input: Item[]) =>
  client.responses.create({ model: "gpt-test", input, store: false });

it("takes back what it made as it made it", async () => {
  const { emulation, made, answer } = await begin();
  await using _ = emulation;
  expect((await ask(emulation, [user, ...made, answer])).output_text).toBe("Done.");
});

it("refuses reasoning without what it led to", async () => {
  const { emulation, made } = await begin();
  await using _ = emulation;
  const [reasoning] = made;
  for (const rest of [[], [user]]) {
    expect(await refusalOf(ask(emulation, [user, reasoning, ...rest]))).toMatchObject({
      status: 400,
      message: `Item '${reasoning.id}' of type 'reasoning' was provided without its required following item.`,
    });
  }
});

it("refuses what came after reasoning without the reasoning", async () => {
  const { emulation, made, answer } = await begin();
  await using _ = emulation;
  const [reasoning, message, call] = made;
  expect((await refusalOf(ask(emulation, [user, message]))).message).toBe(
    `Item '${message.id}' of type 'message' was provided without its required 'reasoning' item: '${reasoning.id}'.`,
  );
  expect((await refusalOf(ask(emulation, [user, call, answer]))).message).toBe(
    `Item '${call.id}' of type 'function_call' was provided without its required 'reasoning' item: '${reasoning.id}'.`,
  );
});

it("refuses the first item after reasoning where another stands between", async () => {
  const { emulation, made, answer } = await begin();
  await using _ = emulation;
  const [reasoning, message, call] = made;
  expect((await refusalOf(ask(emulation, [user, reasoning, call, answer, message]))).message).toBe(
    `Item '${message.id}' of type 'message' was provided without its required 'reasoning' item: '${reasoning.id}'.`,
  );
});

it("takes what came after reasoning without ids and without the reasoning", async () => {
  const { emulation, made, answer } = await begin();
  await using _ = emulation;
  const stripped = made.slice(1).map((item) => {
    const { id: _id, ...rest } = item;
    return rest as Item;
  });
  expect((await ask(emulation, [user, ...stripped, answer])).output_text).toBe("Done.");
});
