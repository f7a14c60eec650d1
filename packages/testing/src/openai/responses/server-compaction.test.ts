import type OpenAI from "openai";
import { expect, it } from "vitest";
import { collect, emulate } from "../../testing/emulate.ts";

type Item = OpenAI.Responses.ResponseInputItem;

const long = `The code is 4711. ${"x".repeat(4_000)}`;
const management = [{ type: "compaction", compact_threshold: 1_000 }];
const text = { text: "Noted." };
const calls = { calls: [{ name: "f", arguments: {} }] };

it("compacts at the end of the answer with which the threshold is crossed", async () => {
  await using emulation = await emulate({ models: { "gpt-test": { contextWindow: 8_000, reply: [text] } } });
  const { client, emulator } = emulation;
  const short = await client.responses.create({ model: "gpt-test", input: "Hi", context_management: management });
  expect(short.output.map(({ type }) => type)).toEqual(["message"]);
  const crossed = await client.responses.create({ model: "gpt-test", input: long, context_management: management });
  expect(crossed.output.map(({ type }) => type)).toEqual(["message", "compaction"]);
  const input = 4 + Math.ceil(long.length / 4);
  expect(crossed.usage).toMatchObject({ input_tokens: input, output_tokens: 6 + 180 });
  const next: Item[] = [
    { role: "user", content: long },
    ...(crossed.output as Item[]),
    { role: "user", content: "What?" },
  ];
  await client.responses.create({ model: "gpt-test", input: next });
  const seen = emulator.requests.at(-1)?.seen;
  expect(seen?.entries.map(({ kind }) => kind)).toEqual(["sealed", "message"]);
  expect(seen?.text).toContain("4711");
  expect(seen?.text).toContain("assistant: Noted.");
});

it("goes on across the boundary from a stored response", async () => {
  await using emulation = await emulate({ models: { "gpt-test": { contextWindow: 8_000, reply: [text] } } });
  const { client, emulator } = emulation;
  const { id } = await client.responses.create({ model: "gpt-test", input: long, context_management: management });
  await client.responses.create({ model: "gpt-test", input: "What?", previous_response_id: id });
  expect(emulator.requests.at(-1)?.seen?.entries.map(({ kind }) => kind)).toEqual(["sealed", "message"]);
});

it("does not compact after an answer of calls only, unless it is told to", async () => {
  const models = { "gpt-test": { contextWindow: 8_000, reply: [calls] } };
  for (const compactOnToolTurns of [false, true]) {
    await using emulation = await emulate({ models, compactOnToolTurns });
    const { output } = await emulation.client.responses.create({
      model: "gpt-test",
      input: long,
      context_management: management,
    });
    expect(output.map(({ type }) => type)).toEqual(
      compactOnToolTurns ? ["function_call", "compaction"] : ["function_call"],
    );
  }
});

it("streams the item last, with a part of its blob first and the whole at its end", async () => {
  await using emulation = await emulate({
    models: { "gpt-test": { contextWindow: 8_000, reply: [text] } },
    compactingEvents: 2,
  });
  const events = await collect(
    emulation.client.responses.create({ model: "gpt-test", input: long, context_management: management, stream: true }),
  );
  expect(events.slice(-5).map(({ type }) => type)).toEqual([
    "response.output_item.added",
    "response.compaction.compacting",
    "response.compaction.compacting",
    "response.output_item.done",
    "response.completed",
  ]);
  const [added, , , done, completed] = events.slice(-5);
  if (added?.type !== "response.output_item.added" || added.item.type !== "compaction") throw new Error("No item.");
  if (done?.type !== "response.output_item.done" || done.item.type !== "compaction") throw new Error("No item.");
  expect(added.output_index).toBe(1);
  expect(added.item.id).toBe(done.item.id);
  expect(done.item.encrypted_content.startsWith(added.item.encrypted_content)).toBe(true);
  expect(added.item.encrypted_content.length).toBeLessThan(done.item.encrypted_content.length / 2);
  expect(completed).toMatchObject({ response: { output: [{ type: "message" }, done.item] } });
});

it("answers a trigger with a compaction item, and uses up no reply", async () => {
  await using emulation = await emulate({
    models: { "gpt-test": { contextWindow: 8_000, reply: [text, { text: "?" }] } },
  });
  const { client, emulator } = emulation;
  const history: Item[] = [{ role: "user", content: long }];
  const compacted = await client.responses.create({
    model: "gpt-test",
    input: [...history, { type: "compaction_trigger" }],
  });
  expect(compacted.output.map(({ type }) => type)).toEqual(["compaction"]);
  expect(compacted.usage?.output_tokens).toBe(180);
  const input = [...(compacted.output as Item[]), { role: "user" as const, content: "What?" }];
  expect((await client.responses.create({ model: "gpt-test", input })).output_text).toBe("Noted.");
  expect(emulator.requests.at(-1)?.seen?.text).toContain("4711");
  const events = await collect(
    client.responses.create({ model: "gpt-test", input: [...history, { type: "compaction_trigger" }], stream: true }),
  );
  expect(events.map(({ type }) => type)).toEqual([
    "response.created",
    "response.in_progress",
    "response.output_item.added",
    "response.output_item.done",
    "response.completed",
  ]);
});

it("goes on from a stored compaction without the trigger", async () => {
  await using emulation = await emulate();
  const { client, emulator } = emulation;
  const input: Item[] = [{ role: "user", content: long }, { type: "compaction_trigger" }];
  const { id } = await client.responses.create({ model: "gpt-test", input });
  await client.responses.create({ model: "gpt-test", input: "What?", previous_response_id: id });
  expect(emulator.requests.at(-1)?.seen?.entries.map(({ kind }) => kind)).toEqual(["sealed", "message"]);
});
