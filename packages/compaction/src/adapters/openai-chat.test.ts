import { describe, expect, it } from "vitest";
import { blankImage } from "./blank-image.ts";
import { type ChatMessage, openaiChat } from "./openai-chat.ts";

const { answerCall, describe: factsOf, message, replaceImages, replaceResult } = openaiChat;

const untyped = (value: unknown) => value as ChatMessage;

const calling: ChatMessage = {
  role: "assistant",
  content: null,
  tool_calls: [
    { id: "a", type: "function", function: { name: "read", arguments: '{"path":"x"}' } },
    { id: "b", type: "custom", custom: { name: "patch", input: "***" } },
  ],
};

describe("openaiChat describes", () => {
  it("all calls of a message, with names and arguments counted", () => {
    const facts = factsOf(calling);
    expect(facts.calls).toEqual([
      { id: "a", name: "read", arguments: '{"path":"x"}' },
      { id: "b", name: "patch", arguments: "***" },
    ]);
    const texts = facts.parts.map((part) => part.kind === "text" && part.text);
    expect(texts).toEqual(expect.arrayContaining(["read", '{"path":"x"}', "patch", "***"]));
  });

  it("tool messages, and text or image parts", () => {
    expect(factsOf({ role: "tool", tool_call_id: "a", content: "done" })).toMatchObject({
      role: "tool",
      results: [{ callId: "a", text: "done", replaceable: true }],
    });
    const content = [
      { type: "text", text: "look" },
      { type: "image_url", image_url: { url: "https://example.com/a.png", detail: "high" } },
    ];
    expect(factsOf({ role: "user", content }).parts).toEqual([
      { kind: "text", text: "look" },
      { kind: "image", source: "https://example.com/a.png", detail: "high", evicted: false },
    ]);
  });

  it("the legacy function_call and its function message as a pair", () => {
    const legacy = { role: "assistant", content: null, function_call: { name: "read", arguments: "{}" } };
    const answer = { role: "function", name: "read", content: "done" };
    expect(factsOf(answer).results[0]?.callId).toBe(factsOf(legacy).calls[0]?.id);
  });

  it("fields that it does not know as text, so that they are not taken for free", () => {
    const parts = factsOf({ role: "assistant", content: "a", reasoning_content: "thought", annotations: [] }).parts;
    expect(parts).toContainEqual({ kind: "text", text: "thought" });
  });

  it.each([
    [undefined, "A message must be an object, not undefined."],
    [{ content: "x" }, "A message has no role that the Chat Completions format knows."],
    [{ role: "critic", content: "x" }, "A message has no role that the Chat Completions format knows."],
    [{ role: "constructor", content: "x" }, "A message has no role that the Chat Completions format knows."],
    [{ role: "tool", content: "x" }, "A tool message has no tool_call_id."],
    [{ role: "assistant", tool_calls: [{ function: {} }] }, "A tool call has no id."],
    [{ role: "assistant", tool_calls: "none" }, "tool_calls must be an array, not a string."],
  ])("%j as an error that names the problem", (value, problem) => {
    expect(() => factsOf(untyped(value))).toThrow(expect.objectContaining({ code: "invalid-item", problem }));
  });
});

describe("openaiChat edits", () => {
  it("replaces a tool message's content and keeps every other field", () => {
    const item = { role: "tool", tool_call_id: "a", content: [{ type: "text", text: "long" }], name: "read" };
    expect(replaceResult(item, "a", "short")).toEqual({ ...item, content: "short" });
  });

  it("answers a call with a tool message, a legacy one with a function message", () => {
    expect(answerCall(calling, { id: "b", name: "patch", arguments: "***" }, "none")).toEqual({
      role: "tool",
      tool_call_id: "b",
      content: "none",
    });
    const legacy = { role: "assistant", content: null, function_call: { name: "read", arguments: "{}" } };
    const [call] = factsOf(legacy).calls;
    expect(call && answerCall(legacy, call, "none")).toEqual({ role: "function", name: "read", content: "none" });
  });

  it("puts a text in place of an image and keeps what else its part held", () => {
    const image = { type: "image_url", image_url: { url: "https://example.com/a.png" }, cache_control: { ttl: "5m" } };
    const item = { role: "user", content: [{ type: "text", text: "look" }, image], name: "me" };
    expect(replaceImages(item, "gone")).toEqual({
      role: "user",
      content: [
        { type: "text", text: "look" },
        { type: "text", text: "gone", cache_control: { ttl: "5m" } },
      ],
      name: "me",
    });
  });

  it("puts a blank image where only an image can be, as among those that a model made", () => {
    const url = "data:image/png;base64,AAAA";
    const item = { role: "assistant", content: "Here.", images: [{ type: "image_url", image_url: { url } }] };
    const evicted = replaceImages(item, "gone");
    expect(evicted).toEqual({ ...item, images: [{ type: "image_url", image_url: { url: blankImage } }] });
    expect(item.images[0]?.image_url.url).toBe(url);
    expect(replaceImages(evicted, "gone")).toBe(evicted);
  });

  it("writes plain messages", () => {
    expect(message("user", "hi")).toEqual({ role: "user", content: "hi" });
  });
});
