import { MassGenError } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compactingPrepareStep, type PreparedStep } from "./compacting-prepare-step.ts";

const settings = { contextWindow: 4_000 };
const step = { messages: [{ role: "user", content: "Hello" }], steps: [], stepNumber: 0 };

describe("compactingPrepareStep", () => {
  it.each<[unknown, string]>([
    [undefined, "A compactor or the settings of one must be passed, not undefined."],
    [null, "A compactor or the settings of one must be passed, not null."],
    [5, "A compactor or the settings of one must be passed, not a number."],
    [{ contextWindow: "4k" }, "contextWindow must be a whole number of tokens above zero."],
    [{ fit() {} }, "The compactor has no method recover."],
  ])("says what is wrong with its settings (%#)", (given, problem) => {
    expect(() => compactingPrepareStep(given as never)).toThrow(
      expect.objectContaining({ code: "invalid-option", problem }),
    );
  });

  it.each<[unknown, string]>([
    [null, "The second argument of compactingPrepareStep must be an object, not null."],
    ["tools", "The second argument of compactingPrepareStep must be an object, not a string."],
    [{ tools: null }, "tools must be an object, not null."],
    [{ tools: [] }, "tools must be an object, not an array."],
    [{ prepareStep: {} }, "prepareStep is an object, not a function."],
    [{ signal: "stop" }, "The option signal is a string, not an AbortSignal."],
  ])("says what is wrong with its options (%#)", (options, problem) => {
    expect(() => compactingPrepareStep(settings, options as never)).toThrow(
      expect.objectContaining({ code: "invalid-option", problem }),
    );
  });

  it.each<[unknown, string]>([
    [undefined, "The step must be an object, not undefined."],
    [null, "The step must be an object, not null."],
    [{}, "The conversation is undefined, not a list of items."],
    [{ ...step, messages: null }, "The conversation is null, not a list of items."],
    [{ ...step, messages: [undefined] }, "Item 0 of the conversation is undefined, not an object."],
  ])("says what is wrong with a step (%#)", async (given, problem) => {
    await expect(compactingPrepareStep(settings)(given as never)).rejects.toMatchObject({ problem });
  });

  it("takes a step without steps, and instructions that the provider may refuse", async () => {
    const prepare = compactingPrepareStep(settings);
    for (const extra of [{ steps: undefined }, { steps: [null] }, { instructions: null }, { instructions: [5] }]) {
      expect((await prepare({ ...step, ...extra } as never)).messages).toEqual(step.messages);
    }
  });

  it("never breaks, whatever it is called with, and whatever a prepareStep of one's own answers", {
    timeout: 60_000,
  }, async () => {
    const parts = fc.record(
      { messages: fc.anything(), steps: fc.anything(), instructions: fc.anything() },
      { requiredKeys: [] },
    );
    const rightStep = fc.constant(step);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(parts, rightStep, fc.anything()),
        fc.oneof(parts, fc.anything()),
        async (given, own) => {
          const prepare = compactingPrepareStep(settings, { prepareStep: () => own as object });
          for (const call of [() => prepare(given as PreparedStep), () => prepare.recover()]) {
            await call().catch((error: unknown) => {
              if (!MassGenError.isInstance(error)) throw error;
            });
          }
        },
      ),
      { numRuns: 300, seed: 20261126 },
    );
  });
});
