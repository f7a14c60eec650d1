import { expect, it } from "vitest";
import { emulate } from "../testing/emulate.ts";

const models = { "gpt-test": { contextWindow: 100_000, reply: [{ text: "Hi." }] } };
const user = (content: string) => ({ role: "user" as const, content });

it("reports the longest prefix that an earlier request brought, in steps of 128", async () => {
  await using emulation = await emulate({ models });
  const ask = async (texts: readonly string[], key = "a") =>
    (
      await emulation.client.responses.create({
        model: "gpt-test",
        input: texts.map(user),
        prompt_cache_key: key,
        instructions: "z".repeat(4_000),
      })
    ).usage?.input_tokens_details;
  const [one, two, three] = ["1".repeat(2_000), "2".repeat(2_000), "3".repeat(2_000)];
  expect(await ask([one, two])).toEqual({ cached_tokens: 0, cache_write_tokens: 1_004 + 2 * 504 });
  const whole = 1_004 + 3 * 504;
  const cached = 2_012 - (2_012 % 128);
  expect(await ask([one, two, three])).toEqual({ cached_tokens: cached, cache_write_tokens: whole - cached });
  expect(await ask([two, one])).toEqual({ cached_tokens: 0, cache_write_tokens: 2_012 });
  expect(await ask([one, two, three], "b")).toEqual({ cached_tokens: 0, cache_write_tokens: whole });
});

it("keeps nothing below 1,024 tokens", async () => {
  await using emulation = await emulate({ models });
  const ask = async () =>
    (await emulation.client.responses.create({ model: "gpt-test", input: "x".repeat(4_000) })).usage
      ?.input_tokens_details;
  expect([await ask(), await ask()]).toEqual([
    { cached_tokens: 0, cache_write_tokens: 0 },
    { cached_tokens: 0, cache_write_tokens: 0 },
  ]);
});

it("loses its prefix to a compaction, except for what stands before the items", async () => {
  await using emulation = await emulate({ models });
  const { client } = emulation;
  const request = { model: "gpt-test", instructions: "z".repeat(8_000) };
  const input = [user("1".repeat(4_000)), user("2".repeat(4_000))];
  await client.responses.create({ ...request, input });
  const { output } = await client.responses.compact({ model: "gpt-test", input });
  const { usage } = await client.responses.create({ ...request, input: JSON.parse(JSON.stringify(output)) });
  expect(usage?.input_tokens_details.cached_tokens).toBe(2_004 - (2_004 % 128));
});
