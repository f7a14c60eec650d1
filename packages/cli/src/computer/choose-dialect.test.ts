import { expect, it } from "vitest";
import { chooseDialect } from "./choose-dialect.ts";

it.each([
  ["gpt-5.5", undefined, "computer"],
  ["computer-use-preview", undefined, "computer-use-preview"],
  ["microsoft/Fara-7B", undefined, "fara-7b"],
  ["Fara1.5-9B", undefined, "fara-1.5"],
  ["my-fara-7b-finetune", undefined, "fara-7b"],
  ["something", "fara-1.5", "fara-1.5"],
])("takes %s with %s for a speaker of %s", async (model, typed, dialect) => {
  expect(await chooseDialect(model, typed, undefined)).toBe(dialect);
});

it.each([
  ["my-fara", "The name my-fara does not say which Fara it is. Say it: --dialect fara-7b, or fara-1.5."],
  [
    "something",
    "It is not known how something uses a computer. Choose one of massgen models --computer-use, or name its language with --dialect.",
  ],
])("does not guess for %s", async (model, message) => {
  await expect(chooseDialect(model, undefined, undefined)).rejects.toThrow(message);
});
