import { AIMessage, type BaseMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { fakeModel } from "@langchain/core/testing";
import { MassGenError, type MassGenEvent } from "@massgen/core";
import { createAgent, createMiddleware, tool, toolStrategy } from "langchain";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { createMemoryArchive } from "../../memory-archive.ts";
import { type CompactionMiddlewareOptions, compactionMiddleware } from "./compaction-middleware.ts";

const contextWindow = 4_000;
const log = "02:00:07 INFO request served in 12ms\n".repeat(40);
const read = tool(() => log, { name: "read", description: "Reads a log.", schema: z.object({ name: z.string() }) });

type Call = { readonly name: string; readonly args: Record<string, unknown> };

/** A model that makes the calls, one an answer, and ends a run where there is none; it bills a token for four characters and refuses what is too long. */
function callingModel(calls: readonly (Call | undefined)[], window = contextWindow) {
  const requests: { readonly messages: readonly BaseMessage[]; readonly tokens: number }[] = [];
  const refused: number[] = [];
  const answer = (messages: BaseMessage[]) => {
    const tokens = Math.ceil(JSON.stringify(messages.map(({ type, content }) => [type, content])).length / 4) + 100;
    if (tokens > window) {
      refused.push(tokens);
      return new Error(`This model's maximum context length is ${window} tokens. Yours are ${tokens}.`);
    }
    const call = calls[requests.length];
    requests.push({ messages, tokens });
    const usage_metadata = { input_tokens: tokens, output_tokens: 5, total_tokens: tokens + 5 };
    const tool_calls = call === undefined ? [] : [{ ...call, id: `call_${requests.length}` }];
    const message = new AIMessage({ content: call === undefined ? "All read." : "", tool_calls });
    return Object.assign(message, { usage_metadata });
  };
  const model = fakeModel();
  for (let count = 0; count < calls.length + 10; count += 1) model.respond(answer);
  return { model, requests, refused };
}

const readings = (count: number): readonly Call[] =>
  Array.from({ length: count }, (_, number) => ({ name: "read", args: { name: `log-${number}` } }));

function setup(
  calls: readonly (Call | undefined)[],
  options: Partial<CompactionMiddlewareOptions> = {},
  window = contextWindow,
) {
  const compactions: MassGenEvent[] = [];
  const calling = callingModel(calls, window);
  const middleware = compactionMiddleware({
    contextWindow,
    onEvent: (event) => {
      if (event.type === "compaction-end" && event.status === "compacted") compactions.push(event);
    },
    ...options,
  });
  const agent = createAgent({
    model: calling.model,
    tools: [read],
    systemPrompt: "You read logs.",
    middleware: [middleware],
  });
  return { ...calling, agent, compactions };
}

const task = { messages: [new HumanMessage("Read all the logs.")] };
const limit = { recursionLimit: 200 };

function expectPaired(messages: readonly BaseMessage[]): void {
  let open: (string | undefined)[] = [];
  for (const message of messages) {
    if (ToolMessage.isInstance(message)) {
      expect(open).toContain(message.tool_call_id);
      open = open.filter((id) => id !== message.tool_call_id);
      continue;
    }
    expect(open).toEqual([]);
    open = AIMessage.isInstance(message) ? (message.tool_calls ?? []).map(({ id }) => id) : [];
  }
}

describe("compactionMiddleware", () => {
  it("keeps an agent inside the window, and all of its messages in the state", async () => {
    const { agent, requests, refused, compactions } = setup(readings(20));
    const { messages } = await agent.invoke(task, limit);
    expect(messages.at(-1)?.text).toBe("All read.");
    expect(messages.filter((message) => ToolMessage.isInstance(message) && message.text === log)).toHaveLength(20);
    expect(refused).toEqual([]);
    expect(compactions.length).toBeGreaterThan(1);
    // Where a window was not kept, each call after the first compaction would compact again.
    expect(compactions.length).toBeLessThan(10);
    for (const request of requests) expectPaired(request.messages);
    expect(requests.at(-1)?.messages.length).toBeLessThan(messages.length + 1);
  });

  it("counts the system message and the tools", async () => {
    const counted: string[] = [];
    const counter = {
      name: "recording",
      count(text: string) {
        counted.push(text);
        return { tokens: text.length, estimated: false };
      },
    };
    await setup([], { counter }).agent.invoke(task);
    expect(counted).toEqual(expect.arrayContaining(["You read logs.", "Reads a log.", "recall"]));
    expect(counted.some((text) => text.includes('"properties":{"name"'))).toBe(true);
  });

  it("goes on with the window in the next call of the conversation", async () => {
    const { agent, compactions } = setup([...readings(20)]);
    const { messages } = await agent.invoke(task, limit);
    const before = compactions.length;
    await agent.invoke({ messages: [...messages, new HumanMessage("And in short?")] }, limit);
    expect(compactions.length).toBe(before);
  });

  it("recovers where the window is smaller than it was told, and throws what it cannot help", async () => {
    const { agent, refused } = setup(readings(20), {}, 2_500);
    expect((await agent.invoke(task, limit)).messages.at(-1)?.text).toBe("All read.");
    expect(refused).toHaveLength(1);
    const tiny = setup([], {}, 50);
    await expect(tiny.agent.invoke(task)).rejects.toThrow("maximum context length");
    expect(tiny.refused).toHaveLength(1);
    const broken = createAgent({
      model: fakeModel().alwaysThrow(new Error("overloaded")),
      tools: [],
      middleware: [compactionMiddleware({ contextWindow })],
    });
    await expect(broken.invoke(task)).rejects.toThrow("overloaded");
  });

  it("lets the agent recall what was taken out of its own conversation, and of no other", async () => {
    const secret = "The key is INC-7F3Q.";
    const { agent, requests } = setup([...readings(20), { name: "recall", args: { query: "key" } }]);
    const asked = {
      messages: [new HumanMessage("Read."), new AIMessage(secret), new HumanMessage("Read all the logs.")],
    };
    const { messages } = await agent.invoke(asked, { ...limit, configurable: { thread_id: "one" } });
    expect(requests[20]?.messages.some(({ text }) => text.includes(secret))).toBe(false);
    const answer = messages.findLast((message) => ToolMessage.isInstance(message) && message.name === "recall");
    expect(answer?.text).toContain(secret);
  });

  it("keeps the conversations of its agent apart, also where their messages have the same ids", async () => {
    const archives = new Map<string | undefined, ReturnType<typeof createMemoryArchive>>();
    const archiveFor = (thread: string | undefined) => {
      const archive = createMemoryArchive();
      archives.set(thread, archive);
      return archive;
    };
    const recalls = { name: "recall", args: { query: "request served" } };
    const { agent } = setup([...readings(20), recalls, undefined, recalls], { archiveFor });
    const numbered = () => ({ messages: [new HumanMessage({ id: "1", content: "Read all the logs." })] });
    const one = await agent.invoke(numbered(), { ...limit, configurable: { thread_id: "one" } });
    const two = await agent.invoke(numbered(), { ...limit, configurable: { thread_id: "two" } });
    expect([...archives.keys()]).toEqual(["one", "two"]);
    const [found, nothing] = [one, two].map(({ messages }) => messages.at(-2)?.text);
    expect(found).toContain("INFO request served");
    expect(nothing).not.toContain("INFO request served");
    expect(two.messages.at(-2)).toMatchObject({ name: "recall" });
  });

  it("lets go of the conversations used longest ago", async () => {
    const archiveFor = vi.fn(() => createMemoryArchive());
    const { agent } = setup([], { archiveFor, maximumConversations: 2 });
    for (const thread_id of ["one", "two", "one", "three", "one", "two"]) {
      const message = new HumanMessage({ id: "1", content: "Read." });
      await agent.invoke({ messages: [message] }, { configurable: { thread_id } });
    }
    expect(archiveFor.mock.calls).toEqual([["one"], ["two"], ["three"], ["two"]]);
  });

  it("works with structured answers, with other middleware, and without the tool", async () => {
    const seen: string[][] = [];
    const watching = createMiddleware({
      name: "Watching",
      wrapModelCall(request, handler) {
        seen.push(request.tools.map((offered) => String(offered.name)));
        return handler(request);
      },
    });
    const schema = {
      type: "object" as const,
      title: "cause",
      properties: { name: { type: "string" } },
      required: ["name"],
    };
    const calls = [...readings(12), { name: "cause", args: { name: "ledger" } }];
    const { model, requests } = callingModel(calls);
    const agent = createAgent({
      model,
      tools: [read],
      responseFormat: toolStrategy(schema),
      middleware: [watching, compactionMiddleware({ contextWindow, recall: false })],
    });
    const { structuredResponse } = await agent.invoke(task, limit);
    expect(Math.max(...requests.map(({ tokens }) => tokens))).toBeLessThan(contextWindow);
    expect(seen[0]).toEqual(["read"]);
    expect(structuredResponse).toEqual({ name: "ledger" });
  });

  it("refuses options that make no sense at once", () => {
    let thrown: unknown;
    try {
      compactionMiddleware({ contextWindow: 0 });
    } catch (error) {
      thrown = error;
    }
    expect(MassGenError.isInstance(thrown) && thrown.code).toBe("invalid-option");
  });
});
