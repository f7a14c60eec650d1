import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ChatMessage } from "../../adapters/openai-chat.ts";
import { compact } from "../../compact.ts";
import { chatConversation } from "../../testing/chat-view.ts";
import { lengthCounter } from "../../testing/length-counter.ts";
import { window } from "../window.ts";
import type { SummaryAnswer, SummaryModel } from "./model/summary-model.ts";
import { summarize } from "./summarize.ts";
import { type Scripted, scriptedModel } from "./testing/scripted-model.ts";
import { summaryOf } from "./testing/summary-of.ts";

const long = "tool output ".repeat(300);
const conversation = chatConversation([long, long, long, long]);
const good = "## Goal\nReview the code.";

const run = (model: SummaryModel, signal?: AbortSignal) =>
  compact<ChatMessage>(conversation, {
    target: 3_000,
    counter: lengthCounter,
    strategies: [summarize<ChatMessage>({ model })],
    ...(signal && { signal }),
  });

describe("summarize gives up, with the reason and the original whole, where the model", () => {
  it.each<[string, Scripted, string, number]>([
    ["throws", new TypeError("secret text"), "the model threw a TypeError", 1],
    ["is refused", Object.assign(new Error("x"), { status: 429 }), "the model threw an Error (status 429)", 1],
    ["answers empty", " \n", "the model answered with an empty text, twice", 2],
    ["answers with an end mark alone", "<|endoftext|>", "the model answered with an empty text, twice", 2],
    ["only thinks", "<think>Hm.</think>\n", "the model answered with reasoning only, twice", 2],
    ["never stops to think", "<think>Hm.", "the model answered with reasoning only, twice", 2],
    [
      "says that it only thought",
      { text: "", reasoningOnly: true },
      "the model answered with reasoning only, twice",
      2,
    ],
    ["calls a tool", { toolCalls: [{ name: "read" }] }, "the model answered with a tool call, twice", 2],
    ["writes a tool call", '{"name":"read","arguments":{}}', "the model answered with a tool call, twice", 2],
    [
      "is cut off",
      { text: good, finishReason: "length" },
      "the model's answer was cut off at its length limit, twice",
      2,
    ],
    [
      "writes more than there was",
      "word ".repeat(10_000),
      "the model's answer is as long as what it was to summarise, twice",
      2,
    ],
    ["is filtered", { text: "", finishReason: "content_filter" }, "the model's provider withheld the answer", 1],
    [
      "answers with no text",
      { text: 7 } as object as SummaryAnswer,
      "the model answered with something that is no text",
      1,
    ],
  ])("%s", async (_name, answer, reason, calls) => {
    const { model, requests } = scriptedModel(answer);
    const { items, report } = await run(model);
    expect(items).toBe(conversation);
    expect(report.attempts).toMatchObject([{ strategy: "summarize", outcome: "failed", reason, cost: { calls } }]);
    expect(requests).toHaveLength(calls);
  });

  it("answers with nothing at all", async () => {
    const { report } = await run((async () => undefined) as object as SummaryModel);
    expect(report.attempts[0]?.reason).toBe("the model answered with something that is no text");
  });

  it("fails, and leaves the work to the next strategy", async () => {
    const strategies = [summarize<ChatMessage>({ model: scriptedModel(new Error("x")).model }), window<ChatMessage>()];
    const { report } = await compact(conversation, { target: 3_000, counter: lengthCounter, strategies });
    expect(report).toMatchObject({ status: "compacted", strategy: "window" });
  });
});

describe("summarize asks once more", () => {
  it.each<[string, Scripted, string]>([
    ["an empty answer", "", "A first answer was empty."],
    ["a tool call", { text: null, toolCalls: [{}] }, "There is no tool here"],
    ["thoughts alone", "<think>Hm.</think>", "start with the first heading at once"],
    ["an answer that was cut off", { text: "half", finishReason: "max_tokens" }, "A first answer was cut off"],
    ["too long an answer", "word ".repeat(10_000), "A first answer was longer than what it described."],
  ])("after %s, more firmly", async (_name, first, firmer) => {
    const { model, requests } = scriptedModel(first, good);
    const { items } = await run(model);
    expect(summaryOf(items)).toContain(good);
    expect(requests[1]?.instructions).toBe(
      `${requests[0]?.instructions}\n\n${requests[1]?.instructions.split("\n\n").at(-1)}`,
    );
    expect(requests[1]?.instructions).toContain(firmer);
    expect(requests[1]?.input).toBe(requests[0]?.input);
  });
});

describe("summarize takes an answer as it is", () => {
  it.each([
    ["with signs that a template would fill", "$& and $` and $1 and $$"],
    ["with marks of a tokenizer inside", "The test for <|endoftext|> passes."],
    ["with something like a placeholder", "{transcript} {{messages}} %s"],
  ])("%s", async (_name, answer) => {
    expect(summaryOf((await run(scriptedModel(answer).model)).items)).toContain(`\n\n${answer}`);
  });

  it.each([
    ["thoughts before it", `<think>\nHm.\n</think>\n\n${good}`],
    ["the end of thoughts that the template began", `Hm.\n</think>\n\n${good}`],
    ["a code fence around it", `\`\`\`markdown\n${good}\n\`\`\``],
    ["the mark of its end", `${good}\n<|im_end|>`],
  ])("without %s", async (_name, answer) => {
    const { items } = await run(scriptedModel(answer).model);
    expect(summaryOf(items)).toBe(summaryOf((await run(scriptedModel(good).model)).items));
  });

  it("without keys", async () => {
    const key = ["sk", "abcdefghij0123456789"].join("-");
    const { items } = await run(scriptedModel(`${good} The key is ${key}.`).model);
    expect(summaryOf(items)).toContain("The key is [secret].");
  });
});

describe("summarize waits", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  it("no longer than it may for a model that hangs, and tells it", async () => {
    let aborted: unknown;
    const hanging: SummaryModel = ({ signal }) =>
      new Promise(() => signal?.addEventListener("abort", () => (aborted = signal.reason)));
    const pending = run(hanging);
    await vi.advanceTimersByTimeAsync(60_000);
    const { items, report } = await pending;
    expect(items).toBe(conversation);
    const reason = "the model did not answer within 60000 ms";
    expect(report.attempts).toMatchObject([{ outcome: "failed", reason, cost: { calls: 1 } }]);
    expect(aborted).toMatchObject({ problem: reason });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("for the time that it was given, whatever a model says when that is over", async () => {
    const giving: SummaryModel = ({ signal }) =>
      new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new Error("late"))));
    const strategies = [summarize<ChatMessage>({ model: giving, timeoutMilliseconds: 5 })];
    const pending = compact<ChatMessage>(conversation, { target: 3_000, counter: lengthCounter, strategies });
    await vi.advanceTimersByTimeAsync(5);
    expect((await pending).report.attempts[0]?.reason).toBe("the model did not answer within 5 ms");
  });

  it("for nothing once it is aborted from outside", async () => {
    const controller = new AbortController();
    let seen: AbortSignal | undefined;
    const pending = run(({ signal }) => {
      seen = signal;
      return new Promise(() => undefined);
    }, controller.signal);
    await vi.advanceTimersByTimeAsync(100);
    controller.abort(new Error("enough"));
    await expect(pending).rejects.toThrow("enough");
    expect(seen?.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("for nothing where it was aborted before", async () => {
    const { model, requests } = scriptedModel(good);
    await expect(run(model, AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
    expect(requests).toEqual([]);
  });
});
