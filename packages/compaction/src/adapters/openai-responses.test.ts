import type { ConversationItem } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { blankImage, blankPng } from "./blank-image.ts";
import { openaiResponses } from "./openai-responses.ts";

const { answerCall, describe: factsOf, message, replaceImages, replaceResult } = openaiResponses;

/** Items arrive from files and from newer API versions, so tests hand over what the types would not allow. */
const untyped = (value: unknown) => value as ConversationItem;

describe("openaiResponses describes", () => {
  it("a message with or without a type, developer as system", () => {
    expect(factsOf({ role: "developer", content: "be brief" })).toMatchObject({ role: "system", type: "message" });
    expect(factsOf({ type: "message", role: "user", content: "hi" })).toMatchObject({
      role: "user",
      parts: [{ kind: "text", text: "hi" }],
    });
  });

  it("calls and outputs of any type by call_id, also of types that it has never seen", () => {
    expect(factsOf({ type: "teleport_call", call_id: "c1", status: "completed", to: "home" }).calls).toEqual([
      { id: "c1", name: "teleport_call", arguments: '{"to":"home"}' },
    ]);
    expect(factsOf({ type: "teleport_call_output", call_id: "c1", output: "done" })).toMatchObject({
      role: "tool",
      results: [{ callId: "c1", replaceable: false }],
    });
  });

  it("tools that the provider ran as needing no answer", () => {
    expect(factsOf({ type: "web_search_call", id: "ws_1", status: "completed" }).calls).toEqual([]);
    expect(factsOf({ type: "tool_search_call", call_id: null, arguments: {} }).calls).toEqual([]);
  });

  it("an MCP call as its own answer, and an approval as a call", () => {
    const call = factsOf({ type: "mcp_call", id: "mcp_1", name: "search", arguments: "{}", output: "found" });
    expect(call.calls).toEqual([{ id: "mcp:mcp_1", name: "search", arguments: "{}" }]);
    expect(call.results).toEqual([{ callId: "mcp:mcp_1", text: "found", replaceable: true }]);
    const approval = factsOf({ type: "mcp_approval_request", id: "a1", name: "delete" });
    const response = factsOf({ type: "mcp_approval_response", approval_request_id: "a1", approve: true });
    expect(response.results[0]?.callId).toBe(approval.calls[0]?.id);
  });

  it("encrypted reasoning by its blob and open reasoning by its text", () => {
    const sealed = { type: "reasoning", summary: [{ type: "summary_text", text: "hm" }], encrypted_content: "abcd" };
    expect(factsOf(sealed)).toMatchObject({ reasoning: true, parts: [{ kind: "opaque", characters: 4 }] });
    expect(factsOf({ ...sealed, encrypted_content: null }).parts).toEqual([{ kind: "text", text: "hm" }]);
  });

  it("a compaction item as standing for what came before it", () => {
    const facts = factsOf({ type: "compaction", id: "cmp_1", encrypted_content: "xxxx", created_by: "server" });
    expect(facts).toMatchObject({ standsForPrefix: true, role: "system" });
    expect(facts.parts).toContainEqual({ kind: "opaque", characters: 4 });
  });

  it("images by address and detail, never as text", () => {
    const image_url = `data:image/png;base64,${"A".repeat(1_000)}`;
    const content = [{ type: "input_image", image_url, detail: "low" }];
    expect(factsOf({ role: "user", content }).parts).toEqual([
      { kind: "image", source: image_url, detail: "low", evicted: false },
    ]);
    const output = { type: "computer_screenshot", image_url };
    const screenshot = factsOf({ type: "computer_call_output", call_id: "c1", output });
    expect(screenshot.parts).toContainEqual({ kind: "image", source: image_url, detail: null, evicted: false });
    expect(screenshot.results).toEqual([{ callId: "c1", text: "", replaceable: false }]);
  });

  it("what a call was made with, as it was written", () => {
    const call = { call_id: "c", name: "f" };
    const written = [
      { type: "function_call", ...call, arguments: '{ "a": 1 }' },
      { type: "custom_tool_call", ...call, input: "*** patch" },
      { type: "computer_call", call_id: "c", id: "cu_1", status: "completed", action: { type: "screenshot" } },
    ].map((item) => factsOf(item).calls[0]?.arguments);
    expect(written).toEqual(['{ "a": 1 }', "*** patch", '{"action":{"type":"screenshot"}}']);
  });

  it("an image that the provider made as an image, not as text", () => {
    const facts = factsOf({ type: "image_generation_call", id: "ig_1", result: "AAAA" });
    expect(facts.parts).toEqual([
      { kind: "image", source: "data:image/png;base64,AAAA", detail: null, evicted: false },
    ]);
  });

  it.each([
    [null, "An item must be an object, not null."],
    [7, "An item must be an object, not a number."],
    [["x"], "An item must be an object, not an array."],
    [{ content: "x" }, "An item has neither a type nor a role."],
    [{ type: "message", content: "x" }, "A message has no role."],
    [{ type: "function_call", name: "f", arguments: "{}" }, "A function_call has no call_id."],
    [{ type: "function_call_output", output: "x" }, "A function_call_output has no call_id."],
  ])("%j as an error that names the problem", (value, problem) => {
    expect(() => factsOf(untyped(value))).toThrow(expect.objectContaining({ code: "invalid-item", problem }));
  });
});

describe("openaiResponses edits", () => {
  it("replaces an output and keeps every other field", () => {
    const item = { type: "function_call_output", call_id: "c1", output: "long", id: "fco_1", custom: { kept: true } };
    expect(replaceResult(item, "c1", "short")).toEqual({ ...item, output: "short" });
    expect(item.output).toBe("long");
  });

  it("keeps a shell output in its schema and its outcome", () => {
    const outcome = { type: "exit", exit_code: 3 };
    const output = [{ stdout: "long", stderr: "also", outcome }];
    expect(replaceResult({ type: "shell_call_output", call_id: "c1", output }, "c1", "short")).toEqual({
      type: "shell_call_output",
      call_id: "c1",
      output: [{ stdout: "short", stderr: "", outcome }],
    });
  });

  it.each([
    [
      { type: "function_call", call_id: "c", name: "f", arguments: "" },
      { type: "function_call_output", call_id: "c", output: "none" },
    ],
    [
      { type: "custom_tool_call", call_id: "c", name: "f", input: "" },
      { type: "custom_tool_call_output", call_id: "c", output: "none" },
    ],
    [
      { type: "apply_patch_call", call_id: "c" },
      { type: "apply_patch_call_output", call_id: "c", status: "failed", output: "none" },
    ],
    [
      { type: "mcp_approval_request", id: "a" },
      { type: "mcp_approval_response", approval_request_id: "a", approve: false, reason: "none" },
    ],
  ])("answers $0.type in its own form", (item, answer) => {
    const [call] = factsOf(item).calls;
    expect(call && answerCall(item, call, "none")).toEqual(answer);
  });

  it("has no answer for a computer call, whose answer would have to be a screenshot", () => {
    expect(
      answerCall({ type: "computer_call", call_id: "c" }, { id: "c", name: "computer_call", arguments: "" }, "none"),
    ).toBeUndefined();
  });

  it.each([
    [
      { role: "user", content: [{ type: "input_image", image_url: "https://a/b.png", detail: "auto", kept: 1 }] },
      { role: "user", content: [{ type: "input_text", text: "gone", kept: 1 }] },
    ],
    [
      { type: "function_call_output", call_id: "c", output: [{ type: "input_image", file_id: "file_1" }] },
      { type: "function_call_output", call_id: "c", output: [{ type: "input_text", text: "gone" }] },
    ],
    [
      { type: "image_generation_call", id: "ig_1", result: "AAAA" },
      { type: "image_generation_call", id: "ig_1", result: blankPng },
    ],
    [
      { type: "teleport_call_output", call_id: "c", seen: { from: "data:image/png;base64,AAAA" } },
      { type: "teleport_call_output", call_id: "c", seen: { from: blankImage } },
    ],
  ])("replaces the image of %j", (item, expected) => {
    const evicted = replaceImages(untyped(item), "gone");
    expect(evicted).toEqual(expected);
    expect(replaceImages(evicted, "gone again")).toBe(evicted);
  });

  it("blanks a screenshot, which takes no text, and keeps the safety checks that were acknowledged", () => {
    const item = {
      type: "computer_call_output",
      call_id: "c",
      acknowledged_safety_checks: [{ id: "s", code: "malicious_instructions", message: "Careful." }],
      output: { type: "computer_screenshot", file_id: "file_1", detail: "original" },
    };
    const evicted = replaceImages(item, "gone");
    const output = { type: "computer_screenshot", image_url: blankImage, detail: "original" };
    expect(evicted).toEqual({ ...item, output });
    const images = factsOf(evicted).parts.filter((part) => part.kind === "image");
    expect(images).toEqual([{ kind: "image", source: blankImage, detail: "original", evicted: true }]);
    expect(replaceImages(evicted, "gone")).toBe(evicted);
  });

  it("writes messages in the API's shape", () => {
    expect(message("user", "hi")).toEqual({
      type: "message",
      role: "user",
      content: [{ type: "input_text", text: "hi" }],
    });
    expect(factsOf(message("assistant", "hi"))).toMatchObject({
      role: "assistant",
      parts: [{ kind: "text", text: "hi" }],
    });
  });
});
