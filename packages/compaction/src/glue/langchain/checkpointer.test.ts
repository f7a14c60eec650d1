import { AIMessage, type BaseMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { fakeModel } from "@langchain/core/testing";
import { MemorySaver } from "@langchain/langgraph";
import { createAgent, tool } from "langchain";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { compactionMiddleware } from "./compaction-middleware.ts";

const contextWindow = 4_000;
const log = "02:00:07 INFO request served in 12ms\n".repeat(40);
const read = tool(() => log, { name: "read", description: "Reads a log.", schema: z.object({ name: z.string() }) });

/** A model that reads so many logs in its first turn, then answers at once; it bills a token for four characters. */
function readingModel(logs: number) {
  const requests: (readonly BaseMessage[])[] = [];
  const model = fakeModel();
  for (let count = 0; count < logs + 4; count += 1) {
    model.respond((messages: BaseMessage[]) => {
      requests.push(messages);
      const number = requests.length;
      const tokens = Math.ceil(JSON.stringify(messages.map(({ type, content }) => [type, content])).length / 4) + 100;
      const tool_calls = number > logs ? [] : [{ id: `call_${number}`, name: "read", args: { name: `log-${number}` } }];
      const message = new AIMessage({ content: number > logs ? "All read." : "", tool_calls });
      return Object.assign(message, {
        usage_metadata: { input_tokens: tokens, output_tokens: 5, total_tokens: tokens + 5 },
      });
    });
  }
  return { model, requests };
}

async function setup() {
  const { model, requests } = readingModel(20);
  const compactions: number[] = [];
  const middleware = compactionMiddleware({
    contextWindow,
    onEvent: (event) => {
      if (event.type === "compaction-end" && event.status === "compacted") compactions.push(requests.length);
    },
  });
  const agent = createAgent({ model, tools: [read], middleware: [middleware], checkpointer: new MemorySaver() });
  const turn = (text: string, thread_id: string) =>
    agent.invoke({ messages: [new HumanMessage(text)] }, { recursionLimit: 200, configurable: { thread_id } });
  return { agent, turn, requests, compactions };
}

describe("compactionMiddleware with a checkpointer", { timeout: 60_000 }, () => {
  it("goes on with the window in the next turn, which brings nothing but its question", async () => {
    const { turn, requests, compactions } = await setup();
    const first = await turn("Read all the logs.", "one");
    expect(compactions.length).toBeGreaterThan(1);
    const before = compactions.length;
    const lastWindow = requests.at(-1) ?? [];

    const second = await turn("And in short?", "one");
    expect(compactions.length).toBe(before);
    const sent = requests.at(-1) ?? [];
    // What was sent last, the answer to it, and the question.
    expect(sent.length).toBe(lastWindow.length + 2);
    expect(sent.slice(0, -2).map(({ text }) => text)).toEqual(lastWindow.map(({ text }) => text));
    expect(sent.at(-1)?.text).toBe("And in short?");
    expect(sent.some(({ text }) => text.includes("recall"))).toBe(true);

    expect(second.messages).toHaveLength(first.messages.length + 2);
    const whole = second.messages.filter((message) => ToolMessage.isInstance(message) && message.text === log);
    expect(whole).toHaveLength(20);
  });

  it("keeps threads apart, and all messages in their checkpoints", async () => {
    const { agent, turn, requests, compactions } = await setup();
    await turn("Read all the logs.", "one");
    const before = compactions.length;
    await turn("Hello", "two");
    expect(requests.at(-1)?.map(({ text }) => text)).toEqual(["Hello"]);
    expect(compactions.length).toBe(before);
    await turn("And in short?", "one");
    expect(compactions.length).toBe(before);
    const { values } = await agent.graph.getState({ configurable: { thread_id: "one" } });
    expect(values.messages.filter((message: BaseMessage) => message.text === log)).toHaveLength(20);
  });
});
