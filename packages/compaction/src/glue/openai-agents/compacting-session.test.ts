import type { MassGenEvent } from "@massgen/core";
import { MassGenError } from "@massgen/core";
import {
  Agent,
  type AgentInputItem,
  MemorySession,
  type Model,
  type ModelRequest,
  protocol,
  Runner,
  type Session,
  type StreamEvent,
  tool,
  Usage,
} from "@openai/agents-core";
import {
  assistantMessage,
  functionCall,
  modelResponder,
  modelStream,
  ScriptedModel,
} from "@openai/agents-core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { pairCalls } from "../../conversation/pairing.ts";
import { createCompactingDouble } from "../../testing/compacting-double.ts";
import { openaiAgents } from "./agents-adapter.ts";
import { type CompactingSessionOptions, createCompactingSession } from "./compacting-session.ts";

const contextWindow = 4_000;
const log = "02:00:07 INFO request served in 12ms\n".repeat(40);
const read = tool({
  name: "read",
  description: "Reads a log.",
  parameters: z.object({ name: z.string() }),
  execute: () => log,
});
const runner = new Runner({ tracingDisabled: true });

/** A model that reads so many logs in each run; it bills a token for four characters and refuses what is too long. */
function readingModel(logs: number, window = contextWindow) {
  const inputs: { readonly items: readonly AgentInputItem[]; readonly tokens: number }[] = [];
  let refused = 0;
  let count = 0;
  const answer = modelResponder(({ request }) => {
    const items = request.input as readonly AgentInputItem[];
    const tokens = Math.ceil(JSON.stringify(items).length / 4);
    if (tokens > window) {
      refused += 1;
      throw Object.assign(new Error("Your input exceeds the context window of this model."), {
        status: 400,
        code: "context_length_exceeded",
      });
    }
    inputs.push({ items, tokens });
    count += 1;
    const isLast = count % (logs + 1) === 0;
    const callId = `call_${count}`;
    const output = isLast ? assistantMessage("All read.") : functionCall("read", { name: `log-${count}` }, { callId });
    return { output: [output], usage: new Usage({ inputTokens: tokens, outputTokens: 5, totalTokens: tokens + 5 }) };
  });
  const model = new ScriptedModel(Array.from({ length: 200 }, () => answer));
  return { model, inputs, refusals: () => refused };
}

function agentOn(model: Model) {
  return new Agent({ name: "Reader", instructions: "You read logs.", tools: [read], model });
}

function sessionWith(options: Partial<CompactingSessionOptions> = {}) {
  const compactions: MassGenEvent[] = [];
  const session = createCompactingSession({
    contextWindow,
    onEvent: (event) => {
      if (event.type === "compaction-end" && event.status === "compacted") compactions.push(event);
    },
    ...options,
  });
  return { session, compactions };
}

const user = (text: string): AgentInputItem => ({ role: "user", content: text });
/** So many calls with their results. */
const calls = (count: number, from = 0): AgentInputItem[] =>
  Array.from({ length: count }, (_, number): AgentInputItem[] => {
    const names = { callId: `c${from + number}`, name: "read", status: "completed" } as const;
    return [
      { type: "reasoning", content: [], id: `rs_${from + number}` },
      { type: "function_call", ...names, arguments: "{}" },
      { type: "function_call_result", ...names, output: { type: "text", text: log } },
    ];
  }).flat();

function expectPaired(items: readonly AgentInputItem[]): void {
  const { orphaned, unanswered } = pairCalls(items.map((item) => openaiAgents.describe(item)));
  expect([orphaned, unanswered]).toEqual([[], []]);
  for (const item of items) protocol.ModelItem.parse(item);
}

const tokensOf = (items: readonly AgentInputItem[]) => JSON.stringify(items).length / 4;
const problemOf = (thrown: unknown) => (MassGenError.isInstance(thrown) ? thrown.problem : thrown);

describe("createCompactingSession", () => {
  it("keeps what runs begin with inside the window, and the whole history beside it", async () => {
    const { session, compactions } = sessionWith();
    const { model, inputs, refusals } = readingModel(1);
    for (let turn = 0; turn < 15; turn += 1) {
      const result = await runner.run(agentOn(model), `Read log ${turn}.`, { session });
      expect(result.finalOutput).toBe("All read.");
      session.recordUsage(result.rawResponses[0]?.usage);
    }
    expect(refusals()).toBe(0);
    expect(compactions.length).toBeGreaterThan(1);
    expect(compactions.length).toBeLessThan(8);
    for (const { items } of inputs) expectPaired(items);
    const history = await session.getFullHistory();
    expect(history.filter(({ type }) => type === "function_call_result")).toHaveLength(15);
    expect(JSON.stringify(history).split(JSON.stringify(log).slice(1, -1))).toHaveLength(16);
  });

  it("keeps each call of a run inside the window through its model, and begins the next run where it ended", async () => {
    const { session, compactions } = sessionWith();
    const { model, inputs, refusals } = readingModel(20);
    const agent = agentOn(session.model(model));
    await runner.run(agent, "Read all the logs.", { session, maxTurns: 50 });
    expect(refusals()).toBe(0);
    expect(compactions.length).toBeGreaterThan(1);
    const before = compactions.length;
    expect(tokensOf(await session.getItems())).toBeLessThan(contextWindow);
    expect(tokensOf(await session.getFullHistory())).toBeGreaterThan(contextWindow);
    expect(compactions.length).toBe(before);
    for (const { items } of inputs) expectPaired(items);
    expect(session.compactor.state().baseline?.reported).toBe(inputs.at(-1)?.tokens);
  });

  it("does as much for a streamed run", async () => {
    const { session } = sessionWith();
    const { model, refusals } = readingModel(20, 2_500);
    const streamed = await runner.run(agentOn(session.model(model)), "Read all.", {
      session,
      maxTurns: 50,
      stream: true,
    });
    for await (const _event of streamed) {
      // Read to the end.
    }
    expect(streamed.finalOutput).toBe("All read.");
    expect(refusals()).toBe(1);
  });

  it("recovers in the midst of a run, so that no call is lost, and throws what it cannot help", async () => {
    const { session } = sessionWith();
    const { model, refusals } = readingModel(20, 2_500);
    await runner.run(agentOn(session.model(model)), "Read all.", { session, maxTurns: 50 });
    expect(refusals()).toBe(1);
    const ids = (await session.getFullHistory()).flatMap((item) =>
      item.type === "function_call_result" ? [item.callId] : [],
    );
    expect(ids).toEqual(Array.from({ length: 20 }, (_, number) => `call_${number + 1}`));
    const tiny = readingModel(1, 5);
    await expect(runner.run(agentOn(session.model(tiny.model)), "Read.")).rejects.toThrow("exceeds the context window");
    expect(tiny.refusals()).toBe(1);
  });

  it("throws an overflow that comes after a stream has begun, as nothing could be taken back", async () => {
    const { session } = sessionWith();
    await session.addItems([user("Read."), ...calls(3)]);
    const overflow = Object.assign(new Error("too long"), { code: "context_length_exceeded" });
    async function* broken(): AsyncGenerator<StreamEvent> {
      yield { type: "output_text_delta", delta: "Wel" };
      throw overflow;
    }
    const model = new ScriptedModel([modelStream(broken()), [assistantMessage("again")]]);
    const streamed = await runner.run(agentOn(session.model(model)), "And?", { session, stream: true });
    const reading = async () => {
      for await (const _event of streamed) {
        // Read to the end.
      }
    };
    await expect(reading()).rejects.toBe(overflow);
    expect(model.remainingSteps).toBe(1);
  });

  it.each<[string, () => AsyncGenerator<StreamEvent>]>([
    [
      "thrown after the stream has only announced an answer",
      async function* () {
        yield { type: "response_started" };
        yield { type: "model", event: { type: "response.created" } };
        throw Object.assign(new Error("too long"), { code: "context_length_exceeded" });
      },
    ],
    [
      "told by an event of the provider",
      async function* () {
        yield { type: "response_started" };
        const error = { code: "context_length_exceeded", message: "too long" };
        yield { type: "model", event: { type: "response.failed", response: { error } } };
      },
    ],
  ])("recovers from an overflow that is %s", async (_how, refused) => {
    const { session } = sessionWith();
    await session.addItems([user("Read."), ...calls(30)]);
    const model = new ScriptedModel([modelStream(refused()), [assistantMessage("again")]]);
    const streamed = await runner.run(agentOn(session.model(model)), "And?", { session, stream: true });
    for await (const _event of streamed) {
      // Read to the end.
    }
    expect(streamed.finalOutput).toBe("again");
  });

  it("passes on what goes on from the server, and counts instructions, tools and handoffs", async () => {
    const { session } = sessionWith();
    const seen: ModelRequest[] = [];
    const inner = new ScriptedModel(
      Array.from({ length: 3 }, () =>
        modelResponder(({ request }) => {
          seen.push(request);
          return [assistantMessage("Well.")];
        }),
      ),
    );
    const model = session.model(inner);
    const input = calls(30);
    const base = { modelSettings: {}, tools: [], handoffs: [], tracing: false, outputType: "text" } as const;
    const request: ModelRequest = { ...base, tools: [], handoffs: [], input };
    await model.getResponse({ ...request, previousResponseId: "resp_1" });
    expect(seen[0]?.input).toEqual(input);
    expect(session.compactor.state().continuity).toBeNull();
    await model.getResponse({ ...request, input: "Hello." });
    expect(seen[1]?.input).toEqual([user("Hello.")]);
  });

  it("shows no result without its call, and no item without its reasoning, at any limit", async () => {
    const { session } = sessionWith({ contextWindow: 100_000 });
    const items = [user("Read."), ...calls(4), user("More."), ...calls(2, 4)];
    await session.addItems(items);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -1, max: items.length + 2 }), async (limit) => {
        const newest = await session.getItems(limit);
        expect(newest.length).toBeLessThanOrEqual(Math.max(0, limit));
        expect(newest).toEqual(newest.length === 0 ? [] : items.slice(-newest.length));
        expectPaired(newest);
        const calling = newest.findIndex(({ type }) => type === "function_call");
        if (calling >= 0) expect(newest[calling - 1]?.type).toBe("reasoning");
      }),
    );
    expect(await session.getItems(3)).toHaveLength(3);
  });

  it("takes the newest item back out of the history, and goes on from what is left", async () => {
    const { session } = sessionWith();
    await session.addItems([user("Read."), ...calls(20), user("And?")]);
    const window = await session.getItems();
    expect(await session.popItem()).toEqual(user("And?"));
    const after = await session.getItems();
    expectPaired(after);
    expect(after).not.toContainEqual(user("And?"));
    expect(tokensOf(after)).toBeLessThan(contextWindow);
    expect(window.at(-1)).toEqual(user("And?"));
    expect(await session.getFullHistory()).toHaveLength(61);
  });

  it("forgets the window with the history", async () => {
    const { session } = sessionWith();
    await session.addItems([user("Read."), ...calls(20)]);
    await session.getItems();
    await session.clearSession();
    expect(await session.getItems()).toEqual([]);
    expect(session.state()).toMatchObject({ covered: null, window: [] });
  });

  it("shows what there is where the history was cleared in part, and never an old window", async () => {
    const history = new MemorySession();
    const { session } = sessionWith({ session: history });
    await session.addItems([user("Read."), ...calls(20)]);
    await session.getItems();
    history.clearSession = async () => {
      for (let count = 0; count < 60; count += 1) await history.popItem();
      throw new Error("connection lost");
    };
    await expect(session.clearSession()).rejects.toThrow("connection lost");
    expect(await session.getItems()).toEqual([user("Read.")]);
  });

  it("loses nothing where a compaction fails, cannot be written down, or its provider does", async () => {
    const items = [user("Read."), ...calls(20)];
    const { session } = sessionWith({ beforeSwap: () => Promise.reject(new Error("disk full")) });
    await session.addItems(items);
    expect(await session.getItems()).toEqual(items);
    const backend = { name: "openai/gpt", compact: () => Promise.reject(new Error("503")) };
    const { session: other } = sessionWith({ backend });
    await other.addItems(items);
    const window = await other.getItems();
    expectPaired(window);
    expect(tokensOf(window)).toBeLessThan(contextWindow);
    expect(await other.getFullHistory()).toEqual(items);
  });

  it("has a backend compact, in the wire shape that it knows, and runs go on from that", async () => {
    const backend = createCompactingDouble();
    const { session, compactions } = sessionWith({ backend });
    await session.addItems([user("Read."), ...calls(20)]);
    const { model, inputs } = readingModel(0);
    await runner.run(agentOn(model), "And?", { session });
    expect(compactions).toMatchObject([{ strategy: "native" }]);
    const [input] = inputs;
    expect(input?.items[0]?.type).toBe("compaction");
    expect(input?.items).toContainEqual(expect.objectContaining({ role: "user", content: "And?" }));
    expect((await session.getFullHistory()).some(({ type }) => type === "compaction")).toBe(false);
  });

  it("keeps the history where a server has compacted", async () => {
    const { session } = sessionWith();
    const items = [user("Read."), ...calls(2)];
    await session.addItems(items);
    const compacted: AgentInputItem[] = [{ type: "compaction", encrypted_content: "e" }, user("Go on.")];
    await session.replaceHistoryWithCompaction?.(compacted);
    expect(await session.getFullHistory()).toEqual([...items, ...compacted]);
    const window = await session.getItems();
    expect(window).toEqual(expect.arrayContaining(compacted));
    expect(window.some(({ type }) => type === "function_call_result")).toBe(false);
  });

  it("goes on after a restart from its state", async () => {
    const history = new MemorySession();
    const before = sessionWith({ session: history });
    await before.session.addItems([user("Read."), ...calls(20)]);
    const window = await before.session.getItems();
    const state = JSON.parse(JSON.stringify(before.session.state()));
    const after = sessionWith({ session: history, state });
    await after.session.addItems([user("And?")]);
    expect(await after.session.getItems()).toEqual([...window, user("And?")]);
    expect(after.compactions).toEqual([]);
  });

  it("hands on what its session can do beside, and the context of runs where that wants it", async () => {
    const { session } = sessionWith({ session: new MemorySession({ sessionId: "s1" }) });
    expect(await session.getSessionId()).toBe("s1");
    expect(session).toHaveProperty("applyHistoryTransaction");
    expect(session).not.toHaveProperty("acceptsRunContext");
    const contexts: unknown[] = [];
    const aware: Session = Object.assign(new MemorySession(), {
      acceptsRunContext: true,
      getItems: async (_limit: unknown, context: unknown) => {
        contexts.push(context);
        return [];
      },
    });
    const { model } = readingModel(0);
    await runner.run(agentOn(model), "Read.", { session: sessionWith({ session: aware }).session });
    expect(contexts[0]).toHaveProperty("usage");
  });

  it("refuses a session that compacts by itself, and a backend beside strategies", () => {
    const compacting: Session = Object.assign(new MemorySession(), { runCompaction: () => null });
    const made = (options: Partial<CompactingSessionOptions>) => {
      try {
        return sessionWith(options);
      } catch (error) {
        return problemOf(error);
      }
    };
    expect(made({ session: compacting })).toBe("The session compacts its history by itself.");
    expect(made({ backend: createCompactingDouble(), strategies: [] })).toBe(
      "There are both a backend and strategies.",
    );
  });
});
