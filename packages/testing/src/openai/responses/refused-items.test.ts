import { it } from "vitest";
import { pixel } from "../../testing/images.ts";
import { expectRefused, type RefusalCase } from "../../testing/refusal-case.ts";

const call = (id: string) => ({ type: "function_call", call_id: id, name: "f", arguments: "{}" });
const output = (id: string) => ({ type: "function_call_output", call_id: id, output: "done" });
const user = { role: "user", content: "Hi" };

const cases: readonly RefusalCase[] = [
  {
    name: "an output without its call",
    body: { input: [output("call_1")] },
    message: "No tool call found for function call output with call_id call_1.",
    param: "input",
  },
  {
    name: "an output before its call",
    body: { input: [output("call_1"), call("call_1")] },
    message: "No tool call found for function call output with call_id call_1.",
    param: "input",
  },
  {
    name: "a call without its output",
    body: { input: [call("call_1"), call("call_2"), output("call_1"), user] },
    message: "No tool output found for function call call_2.",
    param: "input",
  },
  {
    name: "a custom call without its output",
    body: { input: [{ type: "custom_tool_call", call_id: "call_1", name: "f", input: "x" }] },
    message: "No tool output found for custom tool call call_1.",
    param: "input",
  },
  {
    name: "a call that was cut off, without an output",
    body: { input: [{ ...call("call_1"), status: "incomplete" }] },
    message: "No tool output found for function call call_1.",
    param: "input",
  },
  {
    name: "the output of another kind of call",
    body: {
      input: [{ type: "custom_tool_call", call_id: "call_1", name: "f", input: "x" }, output("call_1")],
    },
    message: "No tool call found for function call output with call_id call_1.",
    param: "input",
  },
  {
    name: "a screenshot without its call",
    body: {
      input: [
        { type: "computer_call_output", call_id: "call_1", output: { type: "computer_screenshot", image_url: pixel } },
      ],
    },
    message: "No tool call found for computer call output with call_id call_1.",
    param: "input",
  },
  {
    name: "an id twice",
    body: {
      input: [
        { type: "message", id: "msg_1", role: "assistant", content: "a" },
        { type: "message", id: "msg_1", role: "assistant", content: "b" },
      ],
    },
    message: "Duplicate item found with id msg_1. Remove duplicate items from your input and try again.",
    param: "input",
  },
  {
    name: "reasoning that is not stored and has no seal",
    body: {
      input: [
        { type: "reasoning", id: "rs_1", summary: [] },
        { role: "assistant", content: "a" },
      ],
    },
    message:
      "Item with id 'rs_1' not found. Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item from your input.",
    param: "input",
    status: 404,
  },
  {
    name: "a reference to nothing",
    body: { input: [{ type: "item_reference", id: "msg_1" }] },
    message:
      "Item with id 'msg_1' not found. Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item from your input.",
    param: "input",
    status: 404,
  },
  {
    name: "a sealed item that is none",
    body: { input: [{ type: "compaction", encrypted_content: "gAAAAAnothing" }] },
    message:
      "The encrypted content gAAA...hing could not be verified. Reason: Encrypted content could not be decrypted or parsed.",
    code: "invalid_encrypted_content",
  },
  {
    name: "created_by in a compaction item",
    body: { input: [user, { type: "compaction", encrypted_content: "x", created_by: "me" }] },
    message: "Unknown parameter: 'input[1].created_by'.",
    code: "unknown_parameter",
    param: "input[1].created_by",
  },
  {
    name: "what the SDK's helpers add to a call",
    body: { input: [{ ...call("call_1"), parsed_arguments: {} }, output("call_1")] },
    message: "Unknown parameter: 'input[0].parsed_arguments'.",
    code: "unknown_parameter",
    param: "input[0].parsed_arguments",
  },
  {
    name: "empty pending safety checks",
    body: { input: [{ type: "computer_call", call_id: "call_1", actions: [], pending_safety_checks: [] }] },
    message:
      "Invalid 'input[0].pending_safety_checks': empty array. Expected an array with minimum length 1, but got an empty array instead.",
    code: "empty_array",
    param: "input[0].pending_safety_checks",
  },
  {
    name: "a trigger that is not last",
    body: { input: [{ type: "compaction_trigger" }, user] },
    message: "The 'compaction_trigger' item must be the final input item.",
    code: "invalid_value",
    param: "input",
  },
  {
    name: "two triggers",
    body: { input: [user, { type: "compaction_trigger" }, { type: "compaction_trigger" }] },
    message: "Only one 'compaction_trigger' item may be provided.",
    code: "invalid_value",
    param: "input",
  },
  {
    name: "no input",
    body: {},
    message: "Missing required parameter: 'input'.",
    code: "missing_required_parameter",
    param: "input",
  },
  {
    name: "an input that is no list",
    body: { input: 5 },
    message: "Invalid type for 'input': expected one of an array of objects or string, but got an integer instead.",
    code: "invalid_type",
    param: "input",
  },
  {
    name: "an unknown role",
    body: { input: [{ role: "tool", content: "x" }] },
    message: "Invalid value: 'tool'. Supported values are: 'assistant', 'system', 'developer', and 'user'.",
    code: "invalid_value",
    param: "input[0].role",
  },
  {
    name: "a user's content as the assistant's",
    body: { input: [{ role: "assistant", content: [{ type: "input_text", text: "x" }] }] },
    message: "Invalid value: 'input_text'. Supported values are: 'output_text' and 'refusal'.",
    code: "invalid_value",
    param: "input[0].content[0]",
  },
  {
    name: "a message without content",
    body: { input: [{ role: "user" }] },
    message: "Missing required parameter: 'input[0].content'.",
    code: "missing_required_parameter",
    param: "input[0].content",
  },
  {
    name: "a call without a name",
    body: { input: [{ type: "function_call", call_id: "c", arguments: "{}" }] },
    message: "Missing required parameter: 'input[0].name'.",
    code: "missing_required_parameter",
    param: "input[0].name",
  },
  {
    name: "arguments that are no text",
    body: { input: [{ type: "function_call", call_id: "c", name: "f", arguments: {} }] },
    message: "Invalid type for 'input[0].arguments': expected a string, but got an object instead.",
    code: "invalid_type",
    param: "input[0].arguments",
  },
  {
    name: "a call id of another provider that is too long",
    body: { input: [call("c".repeat(65))] },
    message:
      "Invalid 'input[0].call_id': string too long. Expected a string with maximum length 64, but got a string with length 65 instead.",
    code: "string_above_max_length",
    param: "input[0].call_id",
  },
  {
    name: "an item id of another provider",
    body: { input: [{ ...call("c"), id: "toolu_1" }] },
    message: "Invalid 'input[0].id': 'toolu_1'. Expected an ID that begins with 'fc'.",
    code: "invalid_value",
    param: "input[0].id",
  },
];

it.each(cases)("refuses $name", async (refusal) => {
  await expectRefused("/responses", refusal);
});
