import { type ConversationItem, MassGenError } from "@massgen/core";
import type { AgentInputItem } from "@openai/agents-core";
import { describe, expect, it } from "vitest";
import { fromWire } from "./from-wire.ts";
import { toWire } from "./to-wire.ts";

const url = "https://example.com/a.png";
const caught = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return MassGenError.isInstance(error) ? [error.code, error.problem] : error;
  }
};

describe("toWire", () => {
  it.each<[AgentInputItem, object]>([
    [
      { role: "user", content: "Hi." },
      { type: "message", role: "user", content: "Hi." },
    ],
    [
      {
        role: "user",
        content: [
          { type: "input_text", text: "Look." },
          { type: "input_image", image: "AAAA", detail: "low" },
          { type: "input_image", image: { id: "file_1" } },
          { type: "input_file", file: { url }, filename: "a.png" },
        ],
      },
      {
        type: "message",
        role: "user",
        content: [
          { type: "input_text", text: "Look." },
          { type: "input_image", image_url: "data:image/png;base64,AAAA", detail: "low" },
          { type: "input_image", file_id: "file_1", detail: "auto" },
          { type: "input_file", file_url: url, filename: "a.png" },
        ],
      },
    ],
    [
      { id: "m1", role: "assistant", status: "completed", content: [{ type: "output_text", text: "Well." }] },
      {
        type: "message",
        id: "m1",
        role: "assistant",
        status: "completed",
        content: [{ type: "output_text", text: "Well.", annotations: [] }],
      },
    ],
    [
      {
        type: "reasoning",
        id: "rs_1",
        content: [{ type: "input_text", text: "hm" }],
        providerData: { encrypted_content: "e" },
      },
      { type: "reasoning", id: "rs_1", summary: [{ type: "summary_text", text: "hm" }], encrypted_content: "e" },
    ],
    [
      { type: "function_call", callId: "c1", name: "read", arguments: "{}", status: "completed" },
      { type: "function_call", call_id: "c1", name: "read", arguments: "{}", status: "completed" },
    ],
    [
      {
        type: "function_call_result",
        callId: "c1",
        name: "read",
        status: "completed",
        output: { type: "text", text: "x" },
      },
      { type: "function_call_output", call_id: "c1", output: "x" },
    ],
    [
      {
        type: "function_call_result",
        callId: "c1",
        name: "read",
        status: "completed",
        output: { type: "image", image: url },
      },
      {
        type: "function_call_output",
        call_id: "c1",
        output: [{ type: "input_image", image_url: url, detail: "auto" }],
      },
    ],
    [
      { type: "computer_call", callId: "k1", status: "completed", action: { type: "screenshot" } },
      {
        type: "computer_call",
        call_id: "k1",
        status: "completed",
        action: { type: "screenshot" },
        pending_safety_checks: [],
      },
    ],
    [
      { type: "computer_call_result", callId: "k1", output: { type: "computer_screenshot", data: url } },
      { type: "computer_call_output", call_id: "k1", output: { type: "computer_screenshot", image_url: url } },
    ],
    [
      { type: "shell_call", callId: "s1", action: { commands: ["ls"], timeoutMs: 9 } },
      { type: "shell_call", call_id: "s1", action: { commands: ["ls"], timeout_ms: 9 } },
    ],
    [
      {
        type: "shell_call_output",
        callId: "s1",
        output: [{ stdout: "a", stderr: "", outcome: { type: "exit", exitCode: 0 } }],
      },
      {
        type: "shell_call_output",
        call_id: "s1",
        output: [{ stdout: "a", stderr: "", outcome: { type: "exit", exit_code: 0 } }],
      },
    ],
    [
      {
        type: "apply_patch_call",
        callId: "p1",
        status: "completed",
        operation: { type: "update_file", path: "a", diff: "+", moveTo: "b" },
      },
      {
        type: "apply_patch_call",
        call_id: "p1",
        status: "completed",
        operation: { type: "update_file", path: "a", diff: "+", move_to: "b" },
      },
    ],
    [
      { type: "apply_patch_call_output", callId: "p1", status: "completed", output: "done" },
      { type: "apply_patch_call_output", call_id: "p1", status: "completed", output: "done" },
    ],
    [
      { type: "compaction", encrypted_content: "e", id: "cmp_1" },
      { type: "compaction", encrypted_content: "e", id: "cmp_1" },
    ],
  ])("writes %j", (item, expected) => {
    expect(toWire(item)).toEqual(expected);
  });

  it("leaves a type that it does not know to another strategy", () => {
    expect(caught(() => toWire({ type: "unknown" }))).toEqual([
      "unsupported",
      "Items of the type unknown cannot be handed to a backend.",
    ]);
  });
});

describe("fromWire", () => {
  it.each<[ConversationItem, AgentInputItem]>([
    [
      { type: "compaction", id: "cmp_1", encrypted_content: "e", created_by: "x" },
      { type: "compaction", id: "cmp_1", encrypted_content: "e", created_by: "x" },
    ],
    [
      {
        type: "message",
        role: "user",
        id: "m1",
        status: "completed",
        content: [
          { type: "input_text", text: "Hi." },
          { type: "input_image", image_url: url, detail: "auto" },
          { type: "input_file", file_id: "file_1" },
        ],
      },
      {
        type: "message",
        role: "user",
        id: "m1",
        content: [
          { type: "input_text", text: "Hi." },
          { type: "input_image", image: url, detail: "auto" },
          { type: "input_file", file: { id: "file_1" } },
        ],
      },
    ],
    [
      { type: "message", role: "assistant", content: [{ type: "output_text", text: "Well." }] },
      { type: "message", role: "assistant", status: "completed", content: [{ type: "output_text", text: "Well." }] },
    ],
    [
      { type: "message", role: "developer", content: [{ type: "input_text", text: "Be brief." }] },
      { type: "message", role: "system", content: "Be brief." },
    ],
  ])("reads %j", (item, expected) => {
    expect(fromWire(item)).toEqual(expected);
  });

  it("refuses a window that holds anything else", () => {
    expect(caught(() => fromWire({ type: "novel" }))).toEqual([
      "unsupported",
      "The backend's window holds an item of the type novel.",
    ]);
  });
});
