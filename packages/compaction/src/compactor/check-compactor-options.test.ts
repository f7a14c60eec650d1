import { MassGenError } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCompactor } from "./create-compactor.ts";

const contextWindow = 4_000;

describe("createCompactor", () => {
  it.each<[unknown, string]>([
    [undefined, "The options of a compactor are undefined, not an object."],
    [null, "The options of a compactor are null, not an object."],
    ["400k", "The options of a compactor are a string, not an object."],
    [{}, "contextWindow must be a whole number of tokens above zero."],
    [{ contextWindow, trigger: "0.8" }, "trigger must be a share of the window up to 1, or whole tokens within it."],
    [{ contextWindow, trigger: 1n }, "trigger must be a share of the window up to 1, or whole tokens within it."],
    [{ contextWindow, deadlineMilliseconds: "5" }, "deadlineMilliseconds must be above zero."],
    [{ contextWindow, maximumFailures: Number.NaN }, "maximumFailures must be above zero."],
    [{ contextWindow, format: "toString" }, "format must be one of openai-responses, openai-chat, anthropic, ai-sdk."],
    [{ contextWindow, model: 5 }, "model must be a text, not a number."],
    [{ contextWindow, archive: null }, "archive must be an object with the method put."],
    [{ contextWindow, counter: {} }, "counter must be an object with the method count."],
    [{ contextWindow, adapter: "chat" }, "adapter must be an object with the method describe."],
    [{ contextWindow, pin: {} }, "pin must be a function, not an object."],
    [{ contextWindow, strategies: "window" }, "strategies must be a list, not a string."],
    [{ contextWindow, strategies: [null] }, "strategies[0] must be an object with name and propose."],
  ])("says what is wrong (%#)", (options, problem) => {
    expect(() => createCompactor(options as never)).toThrow(
      expect.objectContaining({ code: "invalid-option", problem }),
    );
  });

  it("takes any options, or refuses them with an error that says what to do", async () => {
    const names = ["contextWindow", "trigger", "target", "strategies", "format", "adapter", "counter", "model", "pin"];
    const others = ["images", "archive", "prices", "deadlineMilliseconds", "maximumFailures", "state", "beforeSwap"];
    const options = fc.dictionary(fc.constantFrom(...names.slice(1), ...others, "onEvent"), fc.anything());
    fc.assert(
      fc.property(options, (given) => {
        try {
          createCompactor({ contextWindow, ...given } as never);
        } catch (error) {
          if (!MassGenError.isInstance(error)) throw error;
        }
      }),
      { numRuns: 500, seed: 20261126 },
    );
  });
});

describe("what a compactor is called with", () => {
  const compactor = createCompactor<object>({ contextWindow });

  it.each<[unknown, string]>([
    [undefined, "The conversation is undefined, not a list of items."],
    [null, "The conversation is null, not a list of items."],
    ["Hello", "The conversation is a string, not a list of items."],
    [{ messages: [] }, "The conversation is an object, not a list of items."],
    [[null], "Item 0 of the conversation is null, not an object."],
    [[{ role: "user", content: "Hello" }, "Hello"], "Item 1 of the conversation is a string, not an object."],
  ])("is a conversation: %#", async (items, problem) => {
    for (const method of ["fit", "compact", "recover", "rebuild"] as const) {
      await expect(compactor[method](items as never)).rejects.toMatchObject({ code: "invalid-item", problem });
    }
  });

  it.each<[unknown, string]>([
    [null, "The options of the call are null, not an object."],
    [5, "The options of the call are a number, not an object."],
    [{ request: "Be brief." }, "The option request is a string, not an object."],
    [{ signal: true }, "The option signal is a boolean, not an AbortSignal."],
  ])("and options: %#", async (options, problem) => {
    for (const method of ["fit", "compact", "recover"] as const) {
      await expect(compactor[method]([], options as never)).rejects.toMatchObject({ code: "invalid-option", problem });
    }
  });
});
