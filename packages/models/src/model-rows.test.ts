import { describe, expect, it } from "vitest";
import { catalogue } from "./catalogue.ts";
import { describeModel, findModel } from "./find-model.ts";
import { modelRows } from "./model-rows.ts";

const at = new Date("2026-11-25T12:00:00Z");

describe("modelRows", () => {
  it("has a row for each model and the same columns in every row", async () => {
    const rows = await modelRows(undefined, at);
    expect(rows.map(({ name }) => name)).toEqual(catalogue.map(({ name }) => name));
    expect(new Set(rows.map((row) => Object.keys(row).join())).size).toBe(1);
    expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
  });

  it("writes plain values beside their support", async () => {
    const [row] = await modelRows([findModel("fara-7b")], at);
    expect(row).toMatchObject({
      name: "fara-7b",
      hosting: { value: "self-hosted" },
      contextWindow: { value: 128_000, evidence: "documented" },
      input: { value: "text, image" },
      frame: { value: "1428x896" },
      compactionServer: { value: false, evidence: "assumed" },
      memoryBf16: { value: 24 },
      memoryInt4: { value: null, evidence: "unknown" },
      priceInput: { value: null },
    });
  });

  it("writes a model's scores, each with its support", async () => {
    const [row, without] = await modelRows([findModel("fara1.5-27b"), findModel("gpt-4.1")], at);
    expect(row?.scores.map(({ benchmark, value, evidence }) => [benchmark, value, evidence])).toEqual([
      ["WebVoyager", 89.3, "documented"],
      ["Online-Mind2Web", 72.3, "documented"],
      ["WebTailBench v1.5 (outcome)", 40.2, "documented"],
    ]);
    expect(row?.scores[0]?.source).toContain("88.6");
    expect(without?.scores).toEqual([]);
  });

  it("has the prices of the day", async () => {
    const [row] = await modelRows([findModel("gpt-5.6-luna")], new Date("2026-07-29T12:00:00Z"));
    expect(row).toMatchObject({
      priceInput: { value: 1 },
      priceCachedInput: { value: 0.1 },
      priceOutput: { value: 6 },
    });
  });

  it("says null where a model has no rate for something", async () => {
    const [row] = await modelRows([findModel("computer-use-preview")], at);
    expect(row?.priceCachedInput).toMatchObject({ value: null, evidence: "unknown" });
    const [ours] = await modelRows([describeModel("ours")], at);
    expect(ours?.priceInput).toMatchObject({ value: null, evidence: "unknown" });
  });
});
