import { HumanMessage } from "@langchain/core/messages";
import { fakeModel } from "@langchain/core/testing";
import { MassGenError } from "@massgen/core";
import fc from "fast-check";
import { createAgent, createMiddleware } from "langchain";
import { describe, expect, it } from "vitest";
import { compactionMiddleware } from "./compaction-middleware.ts";

const contextWindow = 4_000;

describe("compactionMiddleware", () => {
  it.each<[unknown, string]>([
    [undefined, "The options of the middleware must be an object, not undefined."],
    [null, "The options of the middleware must be an object, not null."],
    [4_000, "The options of the middleware must be an object, not a number."],
    [{}, "contextWindow must be a whole number of tokens above zero."],
    [{ contextWindow, recall: "yes" }, "recall must be true or false, not a string."],
    [{ contextWindow, archiveFor: {} }, "archiveFor must be a function, not an object."],
    [{ contextWindow, maximumConversations: 0 }, "maximumConversations must be a whole number above zero."],
    [{ contextWindow, maximumConversations: "9" }, "maximumConversations must be a whole number above zero."],
    [{ contextWindow, prices: null }, "The prices must be an object with input and output."],
  ])("says what is wrong with its options (%#)", (options, problem) => {
    expect(() => compactionMiddleware(options as never)).toThrow(
      expect.objectContaining({ code: "invalid-option", problem }),
    );
  });

  it("takes any options, or refuses them with an error that says what to do", { timeout: 60_000 }, () => {
    const names = ["recall", "archiveFor", "maximumConversations", "prices", "strategies", "counter", "pin", "trigger"];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.anything()), (options) => {
        try {
          compactionMiddleware({ contextWindow, ...options } as never);
        } catch (error) {
          if (!MassGenError.isInstance(error)) throw error;
        }
      }),
      { numRuns: 300, seed: 20261126 },
    );
  });

  it("says so where an archive is none, or other middleware hands on what is no conversation", async () => {
    const ask = { messages: [new HumanMessage("Hello")] };
    const agentWith = (archiveFor: unknown, messages?: unknown) =>
      createAgent({
        model: fakeModel(),
        tools: [],
        middleware: [
          createMiddleware({
            name: "Spoiling",
            wrapModelCall: (request, handler) =>
              handler(messages === undefined ? request : { ...request, messages: messages as never }),
          }),
          compactionMiddleware({ contextWindow, ...(archiveFor !== undefined && { archiveFor: archiveFor as never }) }),
        ],
      });
    await expect(agentWith(() => ({})).invoke(ask)).rejects.toThrow("archive must be an object with the method put.");
    await expect(agentWith(undefined, null).invoke(ask)).rejects.toThrow(
      "The conversation is null, not a list of items. Pass the list of its messages or items.",
    );
    await expect(agentWith(undefined, ["Hello"]).invoke(ask)).rejects.toThrow(
      "Item 0 of the conversation is a string, not an object.",
    );
  });
});
