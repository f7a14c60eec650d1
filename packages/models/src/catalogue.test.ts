import { describe, expect, it } from "vitest";
import { catalogue } from "./catalogue.ts";
import type { Fact } from "./fact.ts";
import { withComputerUse, withNativeCompaction } from "./filters.ts";
import { nameKey } from "./matching/name-candidates.ts";
import type { ModelEntry } from "./model-entry.ts";
import { askLibrary } from "./prices/price-library.ts";

const names = catalogue.map(({ name }) => name);

function factsOf(model: ModelEntry): [string, Fact<unknown>][] {
  const { name, aliases, provider, family, compaction, computer, memoryNeeded, scores, ...facts } = model;
  expect([name, provider, family].every((text) => text === text.toLowerCase() && text !== "")).toBe(true);
  expect(aliases.every((alias) => alias !== "")).toBe(true);
  const percents = Object.fromEntries(scores.map(({ benchmark, percent }) => [benchmark, percent]));
  expect(Object.keys(percents), "a benchmark is there twice").toHaveLength(scores.length);
  return Object.entries({ ...facts, ...compaction, ...computer, ...memoryNeeded, ...percents });
}

describe("the catalogue", () => {
  it.each(catalogue.map((model) => [model.name, model] as const))("supports each fact of %s", (_, model) => {
    const facts = factsOf(model);
    expect(facts.map(([field]) => field)).toEqual(
      expect.arrayContaining(["contextWindow", "maximumInputTokens", "reasoning", "endpoint", "dialect", "price"]),
    );
    for (const [field, fact] of facts) {
      expect(["documented", "recorded", "assumed", "unknown"], field).toContain(fact.evidence);
      expect(fact.source.trim(), field).not.toBe("");
      expect(fact.value === undefined, field).toBe(fact.evidence === "unknown");
      if (fact.evidence === "documented") expect(fact.source, field).toMatch(/https:\/\/[\w.-]+\.[a-z]+/);
      if (fact.evidence === "recorded") expect(fact.source, field).toMatch(/^recorded traffic: /);
    }
  });

  it("has figures that fit each other", () => {
    for (const { name, contextWindow, maximumInputTokens, maximumOutputTokens } of catalogue) {
      for (const tokens of [contextWindow.value, maximumInputTokens.value, maximumOutputTokens.value]) {
        expect(tokens === undefined || (Number.isSafeInteger(tokens) && tokens > 0), name).toBe(true);
        expect(tokens ?? 0, name).toBeLessThanOrEqual(contextWindow.value ?? Number.POSITIVE_INFINITY);
      }
    }
  });

  it("has the published scores of models that use a browser", () => {
    const scoresOf = (name: string) =>
      catalogue
        .find((model) => model.name === name)
        ?.scores.map(({ benchmark, percent }) => [benchmark, percent.value, percent.evidence]);
    expect(scoresOf("fara-7b")).toEqual([
      ["WebVoyager", 73.5, "documented"],
      ["Online-Mind2Web", 34.1, "documented"],
      ["DeepShop", 26.2, "documented"],
      ["WebTailBench", 38.4, "documented"],
      ["WebTailBench v1.5 (outcome)", 24.1, "documented"],
    ]);
    expect(scoresOf("fara1.5-4b")?.[1]).toEqual(["Online-Mind2Web", 57.3, "documented"]);
    expect(scoresOf("fara1.5-9b")?.[0]).toEqual(["WebVoyager", 86.6, "documented"]);
    expect(scoresOf("fara1.5-27b")?.[1]).toEqual(["Online-Mind2Web", 72.3, "documented"]);
    expect(scoresOf("computer-use-preview")?.[0]).toEqual(["WebVoyager", 70.9, "documented"]);
    expect(scoresOf("ui-tars-1.5-7b")?.[3]).toEqual(["WebTailBench", 19.5, "documented"]);
    expect(scoresOf("gpt-5.4")).toEqual([["OSWorld-Verified", 75, "assumed"]]);
    for (const { name, scores } of catalogue) {
      for (const { percent } of scores) expect(percent.value > 0 && percent.value <= 100, name).toBe(true);
    }
  });

  it("gives no name to two models", () => {
    const keys = catalogue.flatMap(({ name, aliases }) => [name, ...aliases].map(nameKey));
    expect(keys.filter((key, position) => keys.indexOf(key) !== position)).toEqual([]);
  });

  it("has what people run", () => {
    expect(names).toEqual(
      expect.arrayContaining(["gpt-6.2-sol", "gpt-5", "computer-use-preview", "fara-7b", "fara1.5-4b", "fara1.5-9b"]),
    );
    expect(names).toEqual(expect.arrayContaining(["fara1.5-27b", "gpt-oss-20b", "qwen3-8b", "qwen3-vl-8b", "phi-4"]));
    expect(catalogue.filter(({ hosting }) => hosting.value === "hosted").length).toBeGreaterThanOrEqual(15);
    expect(catalogue.filter(({ hosting }) => hosting.value === "self-hosted").length).toBeGreaterThanOrEqual(15);
  });

  it("survives JSON unchanged", () => {
    expect(JSON.parse(JSON.stringify(catalogue))).toEqual(catalogue);
  });

  it("agrees with the price library on windows, but for the models where the library rounds", async () => {
    const different: string[] = [];
    for (const { name, contextWindow, price } of catalogue) {
      if (price.value?.kind !== "library") continue;
      const library = await askLibrary(price.value.model, new Date("2026-11-25"), price.value.provider);
      if (library?.contextWindow !== contextWindow.value) different.push(`${name} ${library?.contextWindow}`);
    }
    expect(different).toEqual(["gpt-5.5 1000000", "gpt-4.1 1000000", "gpt-4.1-mini 1000000", "gpt-4.1-nano 1000000"]);
  });
});

describe("filters", () => {
  it("find the models that drive a computer", () => {
    expect(withComputerUse().map(({ name }) => name)).toEqual(names.filter((name) => drivesComputer.has(name)));
  });

  it("find the models with a compaction of their provider's own", () => {
    const found = withNativeCompaction().map(({ name }) => name);
    expect(found).toContain("gpt-4.1");
    expect(found).not.toContain("fara-7b");
    expect(found).not.toContain("computer-use-preview");
  });

  it("take other models than the catalogue's", () => {
    expect(withComputerUse(catalogue.filter(({ family }) => family === "fara-1.5"))).toHaveLength(3);
    expect(withNativeCompaction([])).toEqual([]);
  });
});

const drivesComputer = new Set([
  "gpt-6.2-astra",
  "gpt-6.2-sol",
  "gpt-6.1-sol",
  "gpt-6.1-terra",
  "gpt-6-astra",
  "gpt-6-sol",
  "gpt-5.6-sol",
  "gpt-5.6-terra",
  "gpt-5.6-luna",
  "gpt-5.5",
  "gpt-5.4",
  "gpt-5.4-mini",
  "computer-use-preview",
  "fara-7b",
  "fara1.5-4b",
  "fara1.5-9b",
  "fara1.5-27b",
]);
