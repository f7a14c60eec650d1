import type { BackendRequest } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { type ChatBodyOptions, chatBody } from "./chat-body.ts";

const options: ChatBodyOptions = { backend: "test/m", model: "m", maximumTokensField: "max_tokens", extraBody: {} };
const items = [{ type: "message", role: "user", content: "Hello?" }] as const;
const read = { name: "read", description: "Reads.", parameters: { type: "object" }, strict: true } as const;

describe("chatBody", () => {
  it("sends what was asked for and nothing else", () => {
    expect(chatBody({ items, cacheKey: "k", reasoning: { summary: "auto" } }, options)).toEqual({
      model: "m",
      messages: [{ role: "user", content: "Hello?" }],
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it("writes every field of a request", () => {
    const request: BackendRequest = {
      items,
      instructions: "be kind",
      tools: [read, { name: "list", parameters: { type: "object" } }],
      toolChoice: { name: "read" },
      parallelToolCalls: false,
      reasoning: { effort: "low" },
      outputFormat: { name: "answer", schema: { type: "object" } },
      maximumOutputTokens: 100,
      temperature: 0,
    };
    expect(chatBody(request, options)).toMatchObject({
      messages: [{ role: "system", content: "be kind" }, { role: "user" }],
      tools: [
        { type: "function", function: read },
        { type: "function", function: { name: "list", parameters: { type: "object" } } },
      ],
      tool_choice: { type: "function", function: { name: "read" } },
      parallel_tool_calls: false,
      reasoning_effort: "low",
      response_format: {
        type: "json_schema",
        json_schema: { name: "answer", schema: { type: "object" }, strict: true },
      },
      max_tokens: 100,
      temperature: 0,
    });
  });

  it("leaves out a choice between no tools", () => {
    expect(chatBody({ items, toolChoice: "auto", parallelToolCalls: true, tools: [] }, options)).not.toHaveProperty(
      "tool_choice",
    );
  });

  it("lets extra fields win, the request's over the backend's", () => {
    const extraBody = { top_k: 1, temperature: 1 };
    const body = chatBody({ items, temperature: 0, extraBody: { top_k: 2 } }, { ...options, extraBody });
    expect(body).toMatchObject({ top_k: 2, temperature: 1 });
  });

  it("names the limit of tokens as the server wants it", () => {
    const body = chatBody(
      { items, maximumOutputTokens: 5 },
      { ...options, maximumTokensField: "max_completion_tokens" },
    );
    expect(body).toMatchObject({ max_completion_tokens: 5 });
    expect(body).not.toHaveProperty("max_tokens");
  });

  it("refuses a tool's name that servers refuse", () => {
    expect(() => chatBody({ items, tools: [{ ...read, name: "fs.read" }] }, options)).toThrow(
      expect.objectContaining({
        code: "invalid-tool",
        message:
          "test/m: the tool name fs.read is not one that servers take. Use letters, digits, _ and -, at most 64.",
      }),
    );
  });
});
