import {
  AIMessage,
  AIMessageChunk,
  BaseMessage,
  ChatMessage,
  FunctionMessage,
  HumanMessage,
  RemoveMessage,
  SystemMessage,
  ToolMessage,
} from "@langchain/core/messages";
import { MassGenError } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compact } from "../compact.ts";
import { describeAdapter } from "../testing/describe-adapter.ts";
import { expectSendable } from "../testing/expect-sendable.ts";
import { histories, type Step } from "../testing/history.ts";
import { pixelData, pixelUrl } from "../testing/render/pixel.ts";
import { langchain, langchainJson } from "./langchain.ts";
import type { SerializedMessage } from "./langchain-message.ts";

const { answerCall, describe: factsOf, replaceImages, replaceResult } = langchain;
const long = "line of tool output\n".repeat(40);
const image = { type: "image_url", image_url: { url: pixelUrl, detail: "low" } };

/** A made-up conversation as LangChain's messages; what the format cannot show is left out. */
function asLangChain(history: readonly Step[]): readonly BaseMessage[] {
  return history.flatMap((step, turn): BaseMessage[] => {
    switch (step.kind) {
      case "message":
        if (step.role === "user") return [new HumanMessage(step.text)];
        return [step.role === "assistant" ? new AIMessage(step.text) : new SystemMessage(step.text)];
      case "image":
        return [new HumanMessage({ content: [{ type: "text", text: step.text }, image] })];
      case "response": {
        const thinking = step.reasoning ? [{ type: "thinking", thinking: "hm", signature: "c2ln" }] : [];
        const text = step.text === "" ? [] : [{ type: "text", text: step.text }];
        const calls = step.outputs.map((_output, number) => ({
          id: `call_${turn}_${number}`,
          name: "read",
          args: { number },
        }));
        const answers = step.outputs.flatMap((output, number) => {
          const content =
            output !== undefined && step.picture && number === 0 ? [{ type: "text", text: output }, image] : output;
          return content === undefined
            ? []
            : [new ToolMessage({ content, tool_call_id: `call_${turn}_${number}`, name: "read" })];
        });
        const aside = step.aside ? [new HumanMessage(step.aside)] : [];
        return [new AIMessage({ content: [...thinking, ...text], tool_calls: calls }), ...answers, ...aside];
      }
      case "search":
        return [new AIMessage({ content: [{ type: "server_tool_use", id: `s${turn}`, input: { query: step.text } }] })];
      default:
        return [];
    }
  });
}

const response = { kind: "response", reasoning: true, text: "Let me see.", picture: true } as const;
const history: readonly Step[] = [
  { kind: "message", role: "system", text: "You review code." },
  { kind: "message", role: "user", text: "Review it." },
  { ...response, outputs: [long, long, "short"] },
  { kind: "search", deferred: false, text: "what others say" },
  { ...response, outputs: [long, long], aside: "And hurry." },
  { kind: "message", role: "user", text: "Go on." },
  { ...response, text: "", outputs: [undefined, long] },
  { kind: "image", text: "Is this right?" },
  { ...response, outputs: [long] },
];
const written = (messages: readonly BaseMessage[]) => JSON.parse(JSON.stringify(messages)) as SerializedMessage[];

describeAdapter("langchain, of objects", { adapter: langchain, conversation: () => asLangChain(history) });
describeAdapter("langchain, of JSON", { adapter: langchainJson, conversation: () => written(asLangChain(history)) });

/** The messages as Chat ones, for a check that knows nothing of the adapter. */
function asChat(messages: readonly BaseMessage[]) {
  return messages.map((message) => {
    expect(BaseMessage.isInstance(message)).toBe(true);
    if (ToolMessage.isInstance(message)) return { role: "tool", tool_call_id: message.tool_call_id };
    return AIMessage.isInstance(message)
      ? { role: "assistant", tool_calls: message.tool_calls ?? [] }
      : { role: "user" };
  });
}

describe("langchain", () => {
  it("leaves objects of LangChain's classes that a provider takes, whatever the conversation", async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.constantFrom("80%", "40%", "10%"), async (steps, target) => {
        const messages = asLangChain(steps);
        const { items, report } = await compact(messages, { target, adapter: langchain, pendingCalls: "answer" });
        if (report.status === "compacted") expectSendable("openai-chat", asChat(items));
        else expect(items).toBe(messages);
      }),
    );
  });

  it("reads a conversation in JSON as it reads the objects", () => {
    const messages = asLangChain(history);
    expect(written(messages).map(langchainJson.describe)).toEqual(messages.map(factsOf));
  });

  it("edits an object to one of its class that writes the new content, and leaves the old one", () => {
    const artifact = { rows: [1, 2] };
    const before = new ToolMessage({
      content: long,
      tool_call_id: "t1",
      name: "read",
      status: "success",
      artifact,
      id: "m1",
    });
    const after = replaceResult(before, "t1", "short") as ToolMessage;
    expect(after).toBeInstanceOf(ToolMessage);
    expect(after.text).toBe("short");
    expect(after.toJSON()).toEqual(
      new ToolMessage({
        content: "short",
        tool_call_id: "t1",
        name: "read",
        status: "success",
        artifact,
        id: "m1",
      }).toJSON(),
    );
    expect(before.content).toBe(long);
    expect(JSON.stringify(before)).toContain("line of tool output");
  });

  it("answers a call in the form that the call has", () => {
    const call = new AIMessage({ content: "", tool_calls: [{ id: "t1", name: "read", args: {} }] });
    const [facts] = factsOf(call).calls;
    const answer = facts && answerCall(call, facts, "none");
    expect(answer).toBeInstanceOf(ToolMessage);
    expect(answer).toMatchObject({ content: "none", tool_call_id: "t1", name: "read", status: "error" });
    const [inJson] = written([call]);
    expect(facts && inJson && langchainJson.answerCall(inJson, facts, "none")).toEqual(
      written(answer ? [answer] : [])[0],
    );
  });

  it("counts a call once, wherever its provider repeats it", () => {
    const tool_calls = [{ id: "t1", name: "read", args: { path: "x" } }];
    const repeated = new AIMessage({
      content: [
        { type: "text", text: "Let me see." },
        { type: "tool_use", id: "t1", name: "read", input: { path: "x" } },
      ],
      tool_calls,
    });
    expect(factsOf(repeated).parts).toEqual(factsOf(new AIMessage({ content: "Let me see.", tool_calls })).parts);
  });

  it("knows calls that a stream brought in pieces, that only the provider wrote, and of the legacy form", () => {
    const chunk = new AIMessageChunk({
      content: "",
      tool_call_chunks: [
        { type: "tool_call_chunk", id: "t1", name: "read", args: '{"path":', index: 0 },
        { type: "tool_call_chunk", args: '"x"}', index: 0 },
      ],
    });
    expect(factsOf(chunk).calls).toEqual([{ id: "t1", name: "read", arguments: '{"path":"x"}' }]);
    const body = { name: "read", arguments: "{broken" };
    const raw = { tool_calls: [{ id: "t2", type: "function" as const, function: body }], function_call: body };
    const unread = {
      lc: 1,
      type: "constructor",
      id: ["langchain_core", "messages", "AIMessage"],
      kwargs: { content: "", tool_calls: [], additional_kwargs: raw },
    };
    expect(langchainJson.describe(unread).calls).toEqual([
      { id: "t2", ...body },
      { id: "function:read", ...body },
    ]);
    const answer = new FunctionMessage({ content: "done", name: "read" });
    expect(factsOf(answer)).toMatchObject({ role: "tool", results: [{ callId: "function:read", text: "done" }] });
  });

  it.each([
    ["a text", { additional_kwargs: { reasoning_content: "hm hm" } }, [{ kind: "text", text: "hm hm" }]],
    [
      "an item that is sealed",
      {
        additional_kwargs: {
          reasoning: { id: "rs_1", type: "reasoning", summary: [], encrypted_content: "e".repeat(90) },
        },
      },
      [{ kind: "opaque", characters: 90 }],
    ],
    ["a block", { content: [{ type: "reasoning", reasoning: "hm" }] }, [{ kind: "text", text: "hm" }]],
    [
      "thinking",
      { content: [{ type: "redacted_thinking", data: "d".repeat(40) }] },
      [{ kind: "opaque", characters: 40 }],
    ],
  ])("counts reasoning that is %s", (_name, fields, parts) => {
    expect(factsOf(new AIMessage({ content: "", ...fields })).parts).toEqual(parts);
  });

  it.each([
    image,
    { type: "image_url", image_url: pixelUrl },
    { type: "input_image", image_url: pixelUrl },
    { type: "image", source_type: "base64", mime_type: "image/png", data: pixelData },
    { type: "image", mimeType: "image/png", data: pixelData },
    { type: "image", mimeType: "image/png", data: Uint8Array.from(atob(pixelData), (char) => char.charCodeAt(0)) },
    { type: "image", url: pixelUrl },
    { type: "image", source: { type: "base64", media_type: "image/png", data: pixelData } },
  ])("knows the image %j, and puts a text in its place", (block) => {
    const message = new HumanMessage({ content: [{ type: "text", text: "Look." }, block] });
    expect(factsOf(message).parts[1]).toMatchObject({ kind: "image", source: pixelUrl });
    const after = replaceImages(message, "gone") as HumanMessage;
    expect(after).toBeInstanceOf(HumanMessage);
    expect(after.content).toEqual([
      { type: "text", text: "Look." },
      { type: "text", text: "gone" },
    ]);
  });

  it("blanks an image where it does not know the block", () => {
    const message = new HumanMessage({ content: [{ type: "novel", preview: pixelUrl }] });
    const after = replaceImages(message, "gone") as HumanMessage;
    expect(after).toBeInstanceOf(HumanMessage);
    expect(factsOf(after).parts).toContainEqual(expect.objectContaining({ kind: "image", evicted: true }));
  });

  it("takes a provider's own compaction for what stands for the beginning", () => {
    expect(
      factsOf(new AIMessage({ content: [{ type: "compaction", content: "So far: well." }] })).standsForPrefix,
    ).toBe(true);
    expect(factsOf(new AIMessage({ content: [{ type: "compaction", content: "" }] })).standsForPrefix).toBe(false);
  });

  it("is asked for where a conversation of LangChain's comes without it, in either form", async () => {
    const problem = "The conversation's format is not known. It looks like LangChain's.";
    const messages = asLangChain(history);
    for (const conversation of [messages, written(messages)]) {
      const refusal = expect.objectContaining({ code: "unknown-format", problem });
      await expect(compact<object>(conversation, { target: 100 })).rejects.toEqual(refusal);
    }
  });

  it("knows who speaks in a message of a role of its own", () => {
    const roles = ["assistant", "developer", "critic"].map((role) => factsOf(new ChatMessage("hm", role)).role);
    expect(roles).toEqual(["assistant", "system", "user"]);
  });

  it.each([
    [new RemoveMessage({ id: "m1" }), "A RemoveMessage is an order to a graph and no part of a conversation."],
    [{ type: "novel", content: "" }, "A message has no type that LangChain knows."],
    [{ lc: 1, type: "constructor", id: 7, kwargs: {} }, "A message has no type that LangChain knows."],
    [{ type: "tool", content: "" }, "A tool message has no tool_call_id."],
    [{ type: "ai", content: "", tool_calls: [{ name: "read" }] }, "A tool call has no id."],
  ])("refuses %j", (message, problem) => {
    let thrown: unknown;
    try {
      factsOf(message as BaseMessage);
    } catch (error) {
      thrown = error;
    }
    expect(MassGenError.isInstance(thrown) && [thrown.code, thrown.problem]).toEqual(["invalid-item", problem]);
  });
});
