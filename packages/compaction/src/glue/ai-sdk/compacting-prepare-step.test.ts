import { MassGenError, type MassGenEvent } from "@massgen/core";
import { isContextOverflow } from "@massgen/core/provider";
import {
  generateText,
  isLoopFinished,
  isStepCount,
  jsonSchema,
  type ModelMessage,
  streamText,
  ToolLoopAgent,
  tool,
} from "ai";
import { MockLanguageModelV4, simulateReadableStream } from "ai/test";
import { describe, expect, it, vi } from "vitest";
import { createCompactor } from "../../compactor/create-compactor.ts";
import { expectSendable } from "../../testing/expect-sendable.ts";
import { compactingPrepareStep } from "./compacting-prepare-step.ts";

const contextWindow = 4_000;
const log = "02:00:07 INFO request served in 12ms\n".repeat(40);
const task: ModelMessage = { role: "user", content: "Read all the logs." };

function setup() {
  const compactions: MassGenEvent[] = [];
  const onEvent = (event: MassGenEvent) => {
    if (event.type === "compaction-end" && event.status === "compacted") compactions.push(event);
  };
  const runs: string[] = [];
  const read = tool({
    description: "Reads a log.",
    inputSchema: jsonSchema<{ name: string }>({ type: "object", properties: { name: { type: "string" } } }),
    execute({ name }) {
      runs.push(name);
      return log;
    },
  });
  return { compactions, onEvent, runs, tools: { read } };
}

type Options = Parameters<MockLanguageModelV4["doGenerate"]>[0];
type Content = Awaited<ReturnType<MockLanguageModelV4["doGenerate"]>>["content"][number];

/** A model that reads so many logs, one a step, bills a token for four characters, and refuses what is too long. */
function readingModel(logs: number, contextWindow: number) {
  const inputTokens: number[] = [];
  let read = 0;

  function answer({ prompt }: Options) {
    const input = Math.ceil(JSON.stringify(prompt).length / 4);
    if (input > contextWindow) {
      throw Object.assign(new Error(`prompt is too long: ${input} tokens > ${contextWindow} maximum`), {
        statusCode: 400,
      });
    }
    inputTokens.push(input);
    const content: Content =
      read < logs
        ? {
            type: "tool-call",
            toolCallId: `call-${read}`,
            toolName: "read",
            input: JSON.stringify({ name: `log-${read}` }),
          }
        : { type: "text", text: "All read." };
    read += 1;
    const reason = content.type === "text" ? ("stop" as const) : ("tool-calls" as const);
    return {
      content,
      finishReason: { unified: reason, raw: reason },
      usage: {
        inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: 0 },
        outputTokens: { total: 5, text: 5, reasoning: 0 },
      },
    };
  }

  const model = new MockLanguageModelV4({
    async doGenerate(options) {
      const { content, ...rest } = answer(options);
      return { ...rest, content: [content], warnings: [] };
    },
    async doStream(options) {
      const { content, ...rest } = answer(options);
      const parts =
        content.type === "text"
          ? [
              { type: "text-start" as const, id: "1" },
              { type: "text-delta" as const, id: "1", delta: content.text },
              { type: "text-end" as const, id: "1" },
            ]
          : [content];
      const chunks = [{ type: "stream-start" as const, warnings: [] }, ...parts, { type: "finish" as const, ...rest }];
      return { stream: simulateReadableStream({ chunks, initialDelayInMs: null, chunkDelayInMs: null }) };
    },
  });
  return Object.assign(model, { inputTokens });
}

describe("compactingPrepareStep", () => {
  it("keeps generateText inside the window, and the messages that it returned carry forward", async () => {
    const { compactions, onEvent, tools } = setup();
    const model = readingModel(20, contextWindow);
    const prepareStep = compactingPrepareStep({ contextWindow, onEvent }, { tools });
    const { text } = await generateText({ model, tools, messages: [task], stopWhen: isLoopFinished(), prepareStep });
    expect(text).toBe("All read.");
    expect(compactions.length).toBeGreaterThan(1);
    // Where an override lasted for one step only, every step after the first compaction would compact again.
    expect(compactions.length).toBeLessThan(10);
    expect(Math.max(...model.inputTokens)).toBeLessThan(contextWindow);
  });

  it("goes on with the window where the next call brings the whole conversation", async () => {
    const { compactions, onEvent, tools } = setup();
    const prepareStep = compactingPrepareStep({ contextWindow, onEvent }, { tools });
    const messages: ModelMessage[] = [task];
    const first = await generateText({
      model: readingModel(20, contextWindow),
      tools,
      messages,
      stopWhen: isLoopFinished(),
      prepareStep,
    });
    messages.push(...first.responseMessages, { role: "user", content: "And in short?" });
    expectSendable("ai-sdk", messages);
    const before = compactions.length;
    const model = readingModel(0, contextWindow);
    await generateText({ model, tools, messages, prepareStep });
    expect(compactions.length).toBe(before);
    expect(model.inputTokens[0]).toBeLessThan(contextWindow);
  });

  it("does as much for streamText and for a ToolLoopAgent", async () => {
    const streamed = setup();
    const streaming = readingModel(20, contextWindow);
    const result = streamText({
      model: streaming,
      tools: streamed.tools,
      messages: [task],
      stopWhen: isLoopFinished(),
      prepareStep: compactingPrepareStep({ contextWindow, onEvent: streamed.onEvent }, { tools: streamed.tools }),
    });
    expect(await result.text).toBe("All read.");
    expect(Math.max(...streaming.inputTokens)).toBeLessThan(contextWindow);

    const looped = setup();
    const model = readingModel(20, contextWindow);
    const agent = new ToolLoopAgent({
      model,
      tools: looped.tools,
      stopWhen: isStepCount(30),
      prepareStep: compactingPrepareStep({ contextWindow, onEvent: looped.onEvent }, { tools: looped.tools }),
    });
    expect((await agent.generate({ messages: [task] })).text).toBe("All read.");
    expect(looped.compactions.length).toBeGreaterThan(1);
    expect(Math.max(...model.inputTokens)).toBeLessThan(contextWindow);
  });

  it("records the usage of the step before", async () => {
    const { tools } = setup();
    const compactor = createCompactor<ModelMessage>({ contextWindow, format: "ai-sdk" });
    const record = vi.spyOn(compactor, "record");
    const model = readingModel(3, contextWindow);
    const prepareStep = compactingPrepareStep(compactor, { tools });
    await generateText({ model, tools, messages: [task], stopWhen: isLoopFinished(), prepareStep });
    expect(record.mock.calls.map(([usage]) => (usage as { inputTokens: number }).inputTokens)).toEqual(
      model.inputTokens.slice(0, -1),
    );
  });

  it("compacts what a prepareStep of one's own returns, keeps its other settings, and counts its instructions", async () => {
    const { tools } = setup();
    const compactor = createCompactor<ModelMessage>({ contextWindow, format: "ai-sdk" });
    const fit = vi.spyOn(compactor, "fit");
    const model = readingModel(20, contextWindow);
    const prepareStep = compactingPrepareStep(compactor, {
      tools,
      prepareStep: ({ messages, stepNumber }) => ({
        temperature: 0.5,
        instructions: [{ role: "system", content: "Be brief." }],
        ...(stepNumber === 0 && { messages: [...messages, { role: "user", content: "Hurry." }] }),
      }),
    });
    await generateText({ model, tools, messages: [task], stopWhen: isLoopFinished(), prepareStep });
    expect(model.doGenerateCalls.every(({ temperature }) => temperature === 0.5)).toBe(true);
    expect(JSON.stringify(model.doGenerateCalls.at(-1)?.prompt)).toContain("Hurry.");
    expect(fit.mock.calls[0]?.[1]?.request).toEqual({ instructions: "Be brief.", tools });
    expect(Math.max(...model.inputTokens)).toBeLessThan(contextWindow);
  });

  it("recovers from an overflow with what the failed step was given, so that no tool runs twice", async () => {
    const { runs, tools } = setup();
    const model = readingModel(20, 2_500);
    const prepareStep = compactingPrepareStep({ contextWindow }, { tools });
    const call = (messages: ModelMessage[]) =>
      generateText({ model, tools, messages, stopWhen: isLoopFinished(), prepareStep, maxRetries: 0 });
    const overflow = await call([task]).catch((error: unknown) => error);
    expect(isContextOverflow(overflow)).toBe(true);
    const { messages, compacted } = await prepareStep.recover();
    expect(compacted).toBe(true);
    expect((await call(messages)).text).toBe("All read.");
    expect(new Set(runs).size).toBe(runs.length);
    expect(runs.length).toBe(20);
  });

  it("refuses to recover where no step was prepared", async () => {
    const error = await compactingPrepareStep({ contextWindow })
      .recover()
      .catch((thrown: unknown) => thrown);
    expect(MassGenError.isInstance(error) && error.problem).toBe(
      "No step was prepared, so there is nothing to recover.",
    );
  });
});
