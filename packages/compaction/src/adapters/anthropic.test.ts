import { describe, expect, it } from "vitest";
import { type AnthropicMessage, anthropic } from "./anthropic.ts";

const { answerCall, describe: factsOf, message, replaceImages, replaceResult } = anthropic;

const untyped = (value: unknown) => value as AnthropicMessage;
const user = (...content: readonly object[]) => ({ role: "user", content });
const assistant = (...content: readonly object[]) => ({ role: "assistant", content });
const source = { type: "base64", media_type: "image/png", data: "AAAA" };
const result = { type: "tool_result", tool_use_id: "t1", content: "long" };

describe("anthropic describes", () => {
  it("the calls of a message with their input as JSON", () => {
    const facts = factsOf(
      assistant(
        { type: "text", text: "Let me see." },
        { type: "tool_use", id: "t1", name: "read", input: { path: "x" } },
        { type: "tool_use", id: "t2", name: "list", input: {} },
      ),
    );
    expect(facts.calls).toEqual([
      { id: "t1", name: "read", arguments: '{"path":"x"}' },
      { id: "t2", name: "list", arguments: "{}" },
    ]);
    expect(facts.parts.map((part) => part.kind === "text" && part.text)).toEqual([
      "Let me see.",
      "read",
      '{"path":"x"}',
      "list",
      "{}",
    ]);
  });

  it("a user message of nothing but results as tool, and one that says something too as user", () => {
    const results = [{ callId: "t1", text: "long", replaceable: true }];
    expect(factsOf(user(result))).toMatchObject({ role: "tool", type: "tool_result", results });
    const both = user(result, { type: "text", text: "and hurry" });
    expect(factsOf(both)).toMatchObject({ role: "user", type: "user", results });
    expect(factsOf(user())).toMatchObject({ role: "user", results: [] });
  });

  it("a result's text, image and document parts", () => {
    const document = { type: "document", source: { type: "text", media_type: "text/plain", data: "read me" } };
    const content = [{ type: "text", text: "seen" }, { type: "image", source }, document];
    const facts = factsOf(user({ ...result, content }));
    expect(facts.results[0]?.text).toBe("seen\n\nread me");
    expect(facts.parts).toContainEqual({
      kind: "image",
      source: "data:image/png;base64,AAAA",
      detail: null,
      evicted: false,
    });
  });

  it("a result that makes a tool callable as one that takes no text", () => {
    const content = [{ type: "tool_reference", tool_name: "read" }];
    expect(factsOf(user({ ...result, content })).results[0]?.replaceable).toBe(false);
  });

  it("a tool that Anthropic ran, and its result, as calls that may stay open", () => {
    const facts = factsOf(
      assistant(
        { type: "server_tool_use", id: "s1", name: "web_search", input: { query: "x" } },
        { type: "web_search_tool_result", tool_use_id: "s1", content: [{ type: "web_search_result", title: "X" }] },
        { type: "mcp_tool_use", id: "m1", name: "find", server_name: "s", input: {} },
      ),
    );
    expect(facts.calls).toEqual([
      { id: "s1", name: "web_search", arguments: '{"query":"x"}', answerOptional: true },
      { id: "m1", name: "find", arguments: "{}", answerOptional: true },
    ]);
    expect(facts.results).toEqual([{ callId: "s1", text: "", replaceable: false }]);
  });

  it("thinking by its seal where the text is a summary, and redacted thinking by its data", () => {
    const thinking = { type: "thinking", thinking: "hm", signature: "s".repeat(400) };
    const redacted = { type: "redacted_thinking", data: "d".repeat(90) };
    const facts = factsOf(assistant(thinking, redacted));
    expect(facts.beginsTurn).toBe(true);
    expect(facts.parts).toEqual([
      { kind: "opaque", characters: 400 },
      { kind: "opaque", characters: 90 },
    ]);
  });

  it("a compaction block as standing for what came before it, unless it failed", () => {
    expect(factsOf(assistant({ type: "compaction", content: "So far…" })).standsForPrefix).toBe(true);
    expect(factsOf(assistant({ type: "compaction", content: null })).standsForPrefix).toBe(false);
  });

  it("base64 that is no image as opaque, wherever it is", () => {
    const pdf = { type: "base64", media_type: "application/pdf", data: "P".repeat(4_000) };
    const fetched = { type: "web_fetch_result", content: { type: "document", source: pdf } };
    const opaque = { kind: "opaque", characters: 4_000 };
    expect(factsOf(user({ type: "document", source: pdf })).parts).toEqual([opaque]);
    const block = { type: "web_fetch_tool_result", tool_use_id: "s1", content: fetched };
    expect(factsOf(assistant(block)).parts).toEqual([opaque]);
  });

  it("blocks that it does not know as text, and what a client keeps beside the content as nothing", () => {
    const kept = { ...user({ type: "file", path: "a.ts", content: "code" }), id: "m1", metrics: { tokens: 12 } };
    expect(factsOf(kept).parts).toEqual([
      { kind: "text", text: "a.ts" },
      { kind: "text", text: "code" },
    ]);
  });

  it.each([
    [7, "A message must be an object, not a number."],
    [{ role: "tool", content: "x" }, "A message has no role that the Messages format knows."],
    [assistant({ type: "tool_use", name: "f", input: {} }), "A tool_use block has no id."],
    [user({ type: "tool_result", content: "x" }), "A tool_result block has no tool_use_id."],
  ])("%j as an error that names the problem", (value, problem) => {
    expect(() => factsOf(untyped(value))).toThrow(expect.objectContaining({ code: "invalid-item", problem }));
  });
});

describe("anthropic edits", () => {
  it("replaces one result of several and keeps errors, cache breakpoints and fields that it does not know", () => {
    const other = { type: "tool_result", tool_use_id: "t2", content: "other" };
    const marked = { ...result, is_error: true, cache_control: { type: "ephemeral" } };
    const item = { ...user(marked, other, { type: "text", text: "go on" }), id: "m1" };
    expect(replaceResult(item, "t1", "short")).toEqual({
      ...item,
      content: [{ ...marked, content: "short" }, other, { type: "text", text: "go on" }],
    });
    expect(item.content[0]).toBe(marked);
  });

  it("moves a cache breakpoint from inside a result to the result", () => {
    const cache_control = { type: "ephemeral", ttl: "1h" };
    const item = user({ ...result, content: [{ type: "text", text: "long", cache_control }] });
    expect(replaceResult(item, "t1", "short")).toEqual(user({ ...result, content: "short", cache_control }));
  });

  it("puts a text in place of images, also inside results and documents", () => {
    const image = { type: "image", source, cache_control: { type: "ephemeral" } };
    const stub = { type: "text", text: "gone", cache_control: { type: "ephemeral" } };
    const holding = (block: object) =>
      user(
        block,
        { ...result, is_error: false, content: [{ type: "text", text: "seen" }, block] },
        { type: "document", title: "d", source: { type: "content", content: [block] } },
      );
    expect(replaceImages(holding(image), "gone")).toEqual(holding(stub));
  });

  it("answers a call with a user message of its own", () => {
    const item = assistant({ type: "tool_use", id: "t1", name: "click", input: {}, toolset_name: "browser" });
    const [call] = factsOf(item).calls;
    expect(call && answerCall(item, call, "none")).toEqual(
      user({ type: "tool_result", tool_use_id: "t1", content: "none", is_error: true, toolset_name: "browser" }),
    );
  });

  it("writes plain messages", () => {
    expect(message("assistant", "hi")).toEqual({ role: "assistant", content: "hi" });
  });
});
