import { configuredModels, modelRows } from "@massgen/models";
import { expect, it } from "vitest";
import { modelTable } from "./model-table.ts";

it("keeps within 110 columns whatever the configuration says", async () => {
  const name = `${"a-very-long-name-".repeat(9)}end`;
  const overrides = {
    [name]: {
      contextWindow: 9_007_199_254_740_991,
      maximumInputTokens: 900_719_925,
      inputModalities: ["text", "image", "audio", "video"],
      computer: { dialect: "computer-use-preview" },
      price: { input: 123_456.789, output: 987_654.321 },
    },
    "brief\u001b[31m": { contextWindow: 5 },
  } as const;
  const table = modelTable(await modelRows(configuredModels(overrides)));
  const lines = table.split("\n");
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(110);
  expect(lines[1]).toBe(
    "a-very-long-name-a-…  9007.2T     900,719,925  image, audio,…  E? T? S?    computer-use-preview  123,456.789/…",
  );
  expect(lines[2]).toMatch(/^brief \[31m +5 +\? +- ~ +E\? T\? S\? +- +\?$/);
});

it("shows how well each figure is supported, and explains the marks", async () => {
  const table = modelTable(await modelRows(configuredModels({ "gpt-5": { maximumInputTokens: 100_000 } })));
  expect(table).toMatch(/^gpt-5 +400,000 +100,000 +image +E~ T~ S~ +- +1\.25\/10$/m);
  expect(table).toMatch(/^gpt-5\.2 .+ E~ T~ S● /m);
  expect(table).toMatch(/^fara1\.5-9b +262,144 ~ +\? +image +- +fara-1\.5 +-$/m);
  expect(table).toMatch(/^qwen3-8b +32,768 +\? +- +- +- +-$/m);
  expect(table.split("\n\n")[1]).toBe(`● recorded, ~ assumed, ? unknown, - none; everything else is documented.
Reads: beside text. Compaction: E endpoint, T trigger, S server. $: for a million tokens of input/output.
massgen models show NAME has everything, with sources.
`);
});
