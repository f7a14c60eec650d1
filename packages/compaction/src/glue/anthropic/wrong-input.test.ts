import type { MessageCreateParamsNonStreaming, MessageParam } from "@anthropic-ai/sdk/resources/messages";
import { MassGenError } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCompactor } from "../../compactor/create-compactor.ts";
import { compactingMessages, type MessagesClient } from "./compacting-messages.ts";

const settings = { contextWindow: 4_000 };

/** A client that answers with what it was sent, without looking at it. */
function echo() {
  const sent: unknown[] = [];
  const client = {
    messages: {
      async create(params: unknown) {
        sent.push(params);
        return { usage: { input_tokens: 5, output_tokens: 1 } };
      },
    },
  };
  return { client: client as never as MessagesClient, sent };
}

describe("compactingMessages", () => {
  it.each<[unknown, string]>([
    [undefined, "A compactor or the settings of one must be passed, not undefined."],
    [null, "A compactor or the settings of one must be passed, not null."],
    ["400k", "A compactor or the settings of one must be passed, not a string."],
    [[], "A compactor or the settings of one must be passed, not an array."],
    [{}, "contextWindow must be a whole number of tokens above zero."],
    [{ fit: true }, "The compactor has no method fit."],
    [{ ...createCompactor<MessageParam>(settings), state: undefined }, "The compactor has no method state."],
  ])("says what is wrong with its settings (%#)", (given, problem) => {
    expect(() => compactingMessages(echo().client, given as never)).toThrow(
      expect.objectContaining({ code: "invalid-option", problem }),
    );
  });

  it.each<[unknown, string]>([
    [undefined, "client must be an object, not undefined."],
    [null, "client must be an object, not null."],
    [{}, "client.messages must be an object, not undefined."],
    [{ messages: {} }, "client.messages has no method create."],
  ])("says what is wrong with the client (%#)", (client, problem) => {
    expect(() => compactingMessages(client as never, settings)).toThrow(
      `${problem} Pass the client of @anthropic-ai/sdk: new Anthropic().`,
    );
  });

  it.each<[unknown, string]>([
    [undefined, "The request must be an object, not undefined."],
    ["Hello", "The request must be an object, not a string."],
    [{ messages: undefined }, "The request's messages are undefined, not a list."],
    [{ messages: null }, "The request's messages are null, not a list."],
    [{ messages: "Hello" }, "The request's messages are a string, not a list."],
    [{ messages: [null] }, "Item 0 of the conversation is null, not an object."],
  ])("says what is wrong with a request, and does not send it (%#)", async (params, problem) => {
    const { client, sent } = echo();
    const messages = compactingMessages(client, settings);
    for (const method of ["create", "fit", "recover"] as const) {
      await expect(messages[method](params as never)).rejects.toMatchObject({ problem });
    }
    expect(sent).toEqual([]);
  });

  it("leaves what it does not read to the provider to refuse", async () => {
    const { client, sent } = echo();
    const messages = compactingMessages(client, settings);
    const conversation = [{ role: "user", content: "Hello" }];
    const odd = [5, null, [null, { text: 5 }], "Be brief.", {}];
    for (const system of odd) await messages.create({ system, messages: conversation } as never);
    for (const tools of [null, 5, "read"]) await messages.create({ tools, messages: conversation } as never);
    expect(sent).toHaveLength(8);
    for (const message of [undefined, null, 5, {}]) messages.record(message as never);
  });

  it("never breaks, whatever it is called with", { timeout: 60_000 }, async () => {
    const parts = fc.record(
      { messages: fc.anything(), system: fc.anything(), tools: fc.anything() },
      { requiredKeys: [] },
    );
    const messages = compactingMessages(echo().client, settings);
    await fc.assert(
      fc.asyncProperty(fc.oneof(parts, fc.anything()), fc.anything(), async (params, signal) => {
        const asked = params as MessageCreateParamsNonStreaming;
        for (const call of [messages.create(asked), messages.fit(asked, signal as never), messages.recover(asked)]) {
          await call.catch((error: unknown) => {
            if (!MassGenError.isInstance(error)) throw error;
          });
        }
      }),
      { numRuns: 300, seed: 20261126 },
    );
  });
});
