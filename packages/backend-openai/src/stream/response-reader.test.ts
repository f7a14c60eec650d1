import type { ConversationItem } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { createResponseReader } from "./response-reader.ts";

const message: ConversationItem = { type: "message", id: "msg_1", role: "assistant", content: [] };
const call: ConversationItem = { type: "function_call", id: "fc_1", call_id: "c1", name: "read", arguments: "{}" };

const done = (item: ConversationItem, index: number) => ({
  type: "response.output_item.done",
  output_index: index,
  item,
});
const completed = (output: readonly ConversationItem[] = [], more = {}) => ({
  type: "response.completed",
  response: { id: "resp_1", status: "completed", output, ...more },
});

function read(events: readonly unknown[]) {
  const reader = createResponseReader((item) => item);
  const told = events.map((event) => reader.read(event)).filter((event) => event !== undefined);
  return { told, ending: reader.ended ? reader.finish() : undefined };
}

describe("createResponseReader tells", () => {
  it("text, refusals and thoughts as they come", () => {
    const { told } = read([
      { type: "response.output_text.delta", delta: "a" },
      { type: "response.refusal.delta", delta: "b" },
      { type: "response.reasoning_summary_text.delta", delta: "c" },
      { type: "response.reasoning_text.delta", delta: "d" },
    ]);
    expect(told).toEqual([
      { type: "text-delta", text: "a" },
      { type: "text-delta", text: "b" },
      { type: "reasoning-delta", text: "c" },
      { type: "reasoning-delta", text: "d" },
    ]);
  });

  it("arguments with the call that they belong to", () => {
    const custom = { type: "custom_tool_call", call_id: "c2", name: "patch", input: "" };
    const { told } = read([
      { type: "response.output_item.added", output_index: 0, item: call },
      { type: "response.output_item.added", output_index: 1, item: custom },
      { type: "response.custom_tool_call_input.delta", output_index: 1, delta: "***" },
      { type: "response.function_call_arguments.delta", output_index: 0, delta: "{}" },
      { type: "response.function_call_arguments.delta", output_index: 7, delta: "lost" },
    ]);
    expect(told).toEqual([
      { type: "arguments-delta", callId: "c2", name: "patch", text: "***" },
      { type: "arguments-delta", callId: "c1", name: "read", text: "{}" },
    ]);
  });

  it("items only once they are done, never the partial ones", () => {
    const partial = { type: "compaction", id: "cmp_1", encrypted_content: "par" };
    const whole = { type: "compaction", id: "cmp_1", encrypted_content: "partial and the rest" };
    const { told, ending } = read([
      { type: "response.output_item.added", output_index: 0, item: partial },
      { type: "response.compaction.compacting", output_index: 0, item_id: "cmp_1" },
      done(whole, 0),
      completed([whole]),
    ]);
    expect(told).toEqual([{ type: "item", item: whole }]);
    expect(ending).toMatchObject([{ type: "finish", items: [whole] }]);
  });

  it("nothing of what it does not know", () => {
    const hostile = [null, 7, "x", [], {}, { type: 1 }, { type: "response.hologram.delta", delta: "x" }];
    expect(read([...hostile, { type: "response.output_item.done", item: 3 }]).told).toEqual([]);
  });
});

describe("createResponseReader ends", () => {
  it("with the items in the order of the output", () => {
    expect(read([done(call, 1), done(message, 0), completed()]).ending).toEqual([
      { type: "finish", reason: "tool-calls", items: [message, call], responseId: "resp_1" },
    ]);
  });

  it("with what the response has and nobody told, told now", () => {
    expect(read([done(call, 1), completed([message, call])]).ending).toEqual([
      { type: "item", item: message },
      { type: "finish", reason: "tool-calls", items: [message, call], responseId: "resp_1" },
    ]);
  });

  it("without loss where a gateway counts all items as the first", () => {
    const ending = read([done(message, 0), done(call, 0), completed([message, call])]).ending;
    expect(ending).toMatchObject([{ items: [message, call] }]);
  });

  it("with the usage, or without", () => {
    const usage = {
      input_tokens: 10,
      output_tokens: 5,
      input_tokens_details: { cached_tokens: 4, cache_write_tokens: 2 },
      output_tokens_details: { reasoning_tokens: 3 },
    };
    expect(read([completed([], { usage })]).ending).toMatchObject([
      { usage: { inputTokens: 10, outputTokens: 5, cachedInputTokens: 4, cacheWriteTokens: 2, reasoningTokens: 3 } },
    ]);
    for (const broken of [null, {}, "x"]) {
      expect(read([completed([], { usage: broken })]).ending?.[0]).not.toHaveProperty("usage");
    }
  });

  it.each([
    [{ type: "response.completed", response: {} }, "stop"],
    [{ type: "response.completed", response: null }, "stop"],
    [{ type: "response.incomplete", response: { incomplete_details: { reason: "max_output_tokens" } } }, "length"],
    [{ type: "response.incomplete", response: { incomplete_details: { reason: "content_filter" } } }, "content-filter"],
    [{ type: "response.incomplete", response: { incomplete_details: null } }, "length"],
  ])("%j with %s", (event, reason) => {
    expect(read([event]).ending).toMatchObject([{ type: "finish", reason }]);
  });

  it.each(["custom_tool_call", "computer_call", "shell_call", "apply_patch_call", "mcp_approval_request"])(
    "with tool-calls where a %s waits for its answer",
    (type) => {
      const item = { type, call_id: "c1", name: "patch" };
      expect(read([done(item, 0), completed()]).ending).toMatchObject([{ reason: "tool-calls" }]);
    },
  );

  it("with stop where the provider ran the tool itself", () => {
    const items = [{ type: "web_search_call" }, { type: "tool_search_call", execution: "server" }];
    expect(read([...items.map(done), completed()]).ending).toMatchObject([{ reason: "stop" }]);
  });

  it.each([
    [{ type: "response.failed", response: { error: { code: "server_error", message: "no" } } }, "server_error", "no"],
    [{ type: "response.failed", response: { error: null } }, undefined, ""],
    [{ type: "error", code: "rate_limit_exceeded", message: "slow" }, "rate_limit_exceeded", "slow"],
    [{ type: "error", error: { code: "x", message: "y" } }, "x", "y"],
  ])("%j with an error", (event, code, message) => {
    expect(() => read([event])).toThrow(expect.objectContaining({ code, message }));
  });
});
