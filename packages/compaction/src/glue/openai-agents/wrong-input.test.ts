import { MassGenError } from "@massgen/core";
import { MemorySession, type Model } from "@openai/agents-core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCompactingSession } from "./compacting-session.ts";

const contextWindow = 4_000;
const user = { role: "user", content: "Hello" } as const;

/** A model that answers whatever it is asked. */
function echo() {
  const asked: unknown[] = [];
  const model: Model = {
    async getResponse(request) {
      asked.push(request);
      return { usage: undefined, output: [] } as never;
    },
    getStreamedResponse(request) {
      asked.push(request);
      return ReadableStream.from<never>([]);
    },
  };
  return { model, asked };
}

describe("createCompactingSession", () => {
  it.each<[unknown, string]>([
    [undefined, "The options of a session must be an object, not undefined."],
    [null, "The options of a session must be an object, not null."],
    [{}, "contextWindow must be a whole number of tokens above zero."],
    [{ contextWindow, session: null }, "The session must be an object, not null."],
    [{ contextWindow, session: {} }, "The session has no method getSessionId."],
    [{ contextWindow, backend: null }, "The backend must be an object, not null."],
    [{ contextWindow, backend: {} }, "The backend has no method compact."],
    [{ contextWindow, state: null }, "state must be an object."],
    [{ contextWindow, state: { version: 2 } }, "state.version must be 1."],
    [{ contextWindow, state: { version: 1, compactor: {} } }, "state.compactor.version must be 1."],
    [{ contextWindow, strategies: {} }, "strategies must be a list, not an object."],
  ])("says what is wrong with its options (%#)", (options, problem) => {
    expect(() => createCompactingSession(options as never)).toThrow(
      expect.objectContaining({ code: "invalid-option", problem }),
    );
  });

  it("says where in a saved window something is wrong", async () => {
    const session = createCompactingSession({ contextWindow });
    await session.addItems([user]);
    await session.getItems();
    const state = JSON.parse(JSON.stringify(session.state()));
    expect(() => createCompactingSession({ contextWindow, state })).not.toThrow();
    const window = { ...state, window: [user, null] };
    expect(() => createCompactingSession({ contextWindow, state: window })).toThrow(
      "state.window[1] must be an object.",
    );
    const covered = { ...state, covered: { length: -1, key: "" } };
    expect(() => createCompactingSession({ contextWindow, state: covered })).toThrow(
      "state.covered.length must be a whole number, zero or more.",
    );
  });

  it("says so where a session does not answer with a list", async () => {
    const broken = Object.assign(new MemorySession(), { getItems: async () => undefined });
    const session = createCompactingSession({ contextWindow, session: broken as never });
    await expect(session.getItems()).rejects.toMatchObject({
      code: "invalid-item",
      problem: "The conversation is undefined, not a list of items.",
    });
  });

  it.each<[unknown, string]>([
    [undefined, "The model must be an object, not undefined."],
    ["gpt-5", "The model must be an object, not a string."],
    [{ getResponse() {} }, "The model has no method getStreamedResponse."],
  ])("says what is wrong with a model (%#)", (model, problem) => {
    expect(() => createCompactingSession({ contextWindow }).model(model as never)).toThrow(
      `${problem} Pass a Model of the Agents SDK.`,
    );
  });

  it("leaves a request without a conversation to the model, and says what is wrong with one", async () => {
    const { model, asked } = echo();
    const compacting = createCompactingSession({ contextWindow }).model(model);
    await compacting.getResponse(undefined as never);
    await compacting.getResponse({} as never);
    expect(asked).toEqual([undefined, {}]);
    await expect(compacting.getResponse({ input: null } as never)).rejects.toMatchObject({ code: "invalid-item" });
    const odd = { input: "Hello", tools: [null, { size: 1n }], handoffs: {}, systemInstructions: undefined };
    await compacting.getResponse(odd as never);
    expect(asked).toHaveLength(3);
  });

  it("never breaks, whatever a model is asked", { timeout: 60_000 }, async () => {
    const request = fc.record(
      {
        input: fc.anything(),
        tools: fc.anything(),
        handoffs: fc.anything(),
        systemInstructions: fc.anything(),
        signal: fc.anything(),
      },
      { requiredKeys: [] },
    );
    const session = createCompactingSession({ contextWindow });
    const compacting = session.model(echo().model);
    await fc.assert(
      fc.asyncProperty(fc.oneof(request, fc.anything()), async (given) => {
        const drain = async () => {
          for await (const _event of compacting.getStreamedResponse(given as never));
        };
        for (const call of [() => compacting.getResponse(given as never), drain]) {
          await call().catch((error: unknown) => {
            if (!MassGenError.isInstance(error)) throw error;
          });
        }
        session.recordUsage(given);
      }),
      { numRuns: 300, seed: 20261126 },
    );
  });
});
