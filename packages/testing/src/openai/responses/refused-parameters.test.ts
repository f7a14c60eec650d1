import { it } from "vitest";
import { expectRefused, type RefusalCase } from "../../testing/refusal-case.ts";

const user = { role: "user", content: "Hi" };
const fn = (fields: object) => ({ type: "function", name: "f", ...fields });

const cases: readonly RefusalCase[] = [
  {
    name: "a trigger with too few output tokens",
    body: { input: [user, { type: "compaction_trigger" }], max_output_tokens: 19_999 },
    message:
      "Invalid 'max_output_tokens': it must be at least 20000 when a 'compaction_trigger' item is provided, but got 19999 instead.",
    code: "integer_below_min_value",
    param: "max_output_tokens",
  },
  {
    name: "too few output tokens",
    body: { input: "Hi", max_output_tokens: 15 },
    message: "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got 15 instead.",
    code: "integer_below_min_value",
    param: "max_output_tokens",
  },
  {
    name: "an unknown parameter",
    body: { input: "Hi", messages: [] },
    message: "Unknown parameter: 'messages'.",
    code: "unknown_parameter",
    param: "messages",
  },
  {
    name: "a parameter that the emulator lacks",
    body: { input: "Hi", background: true },
    message: "The emulator has no 'background'; leave it out.",
    code: "unsupported_parameter",
    param: "background",
  },
  {
    name: "a tool whose schema is no object's",
    body: { input: "Hi", tools: [fn({ parameters: { type: "string" } })] },
    message: `Invalid schema for function 'f': schema must be a JSON Schema of 'type: "object"', got 'type: "string"'.`,
    code: "invalid_function_parameters",
    param: "tools[0].parameters",
  },
  {
    name: "a tool whose schema has no type",
    body: { input: "Hi", tools: [fn({ parameters: {} })] },
    message: `Invalid schema for function 'f': schema must be a JSON Schema of 'type: "object"', got 'type: "None"'.`,
    code: "invalid_function_parameters",
    param: "tools[0].parameters",
  },
  {
    name: "a tool whose schema has no properties",
    body: { input: "Hi", tools: [fn({ parameters: { type: "object" } })] },
    message: "Invalid schema for function 'f': In context=(), object schema missing properties.",
    code: "invalid_function_parameters",
    param: "tools[0].parameters",
  },
  {
    name: "a strict tool with an optional parameter",
    body: {
      input: "Hi",
      tools: [
        fn({
          strict: true,
          parameters: {
            type: "object",
            properties: { a: { type: "string" } },
            required: [],
            additionalProperties: false,
          },
        }),
      ],
    },
    message:
      "Invalid schema for function 'f': In context=(), 'required' is required to be supplied and to be an array including every key in properties. Missing 'a'.",
    code: "invalid_function_parameters",
    param: "tools[0].parameters",
  },
  {
    name: "a strict tool with an open object inside",
    body: {
      input: "Hi",
      tools: [
        fn({
          strict: true,
          parameters: {
            type: "object",
            properties: { a: { type: "object", properties: {} } },
            required: ["a"],
            additionalProperties: false,
          },
        }),
      ],
    },
    message:
      "Invalid schema for function 'f': In context=('properties', 'a'), 'additionalProperties' is required to be supplied and to be false.",
    code: "invalid_function_parameters",
    param: "tools[0].parameters",
  },
  {
    name: "a tool with a name that has a dot",
    body: { input: "Hi", tools: [fn({ name: "a.b" })] },
    message:
      "Invalid 'tools[0].name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
    code: "invalid_value",
    param: "tools[0].name",
  },
  {
    name: "a tool choice that is not offered",
    body: { input: "Hi", tool_choice: { type: "function", name: "g" } },
    message: "Tool choice 'g' not found in 'tools' parameter.",
    param: "tool_choice",
  },
  {
    name: "an output schema without a type",
    body: { input: "Hi", text: { format: { type: "json_schema", name: "a", schema: {} } } },
    message: `Invalid schema for response_format 'a': schema must be a JSON Schema of 'type: "object"', got 'type: "None"'.`,
    code: "invalid_json_schema",
    param: "text.format.schema",
  },
  {
    name: "JSON that nobody spoke of",
    body: { input: "Hi", text: { format: { type: "json_object" } } },
    message:
      "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
    param: "input",
  },
  {
    name: "a response to go on from that nobody knows",
    body: { input: "Hi", previous_response_id: "resp_1" },
    message: "Previous response with id 'resp_1' not found.",
    code: "previous_response_not_found",
    param: "previous_response_id",
  },
  {
    name: "a threshold below 1,000",
    body: { input: "Hi", context_management: [{ type: "compaction", compact_threshold: 999 }] },
    message:
      "Invalid 'context_management[0].compact_threshold': integer below minimum value. Expected a value >= 1000, but got 999 instead.",
    code: "integer_below_min_value",
    param: "context_management[0].compact_threshold",
  },
  {
    name: "an input longer than the window",
    body: { input: "x".repeat(40_000) },
    message: "Your input exceeds the context window of this model. Please adjust your input and try again.",
    code: "context_length_exceeded",
    param: "input",
  },
  {
    name: "context management that is empty",
    body: { input: "Hi", context_management: [] },
    message:
      "Invalid 'context_management': empty array. Expected an array with minimum length 1, but got an empty array instead.",
    code: "empty_array",
    param: "context_management",
  },
  {
    name: "context management of an unknown type",
    body: { input: "Hi", context_management: [{ type: "trim" }] },
    message: "Invalid value: 'trim'. Supported values are: 'compaction'.",
    code: "invalid_value",
    param: "context_management[0].type",
  },
  {
    name: "a cache key that is too long",
    body: { input: "Hi", prompt_cache_key: "k".repeat(65) },
    message:
      "Invalid 'prompt_cache_key': string too long. Expected a string with maximum length 64, but got a string with length 65 instead.",
    code: "string_above_max_length",
    param: "prompt_cache_key",
  },
  {
    name: "metadata that is no text",
    body: { input: "Hi", metadata: { step: 1 } },
    message: "Invalid type for 'metadata.step': expected a string, but got an integer instead.",
    code: "invalid_type",
    param: "metadata.step",
  },
  {
    name: "a setting that is no boolean",
    body: { input: "Hi", store: "no" },
    message: "Invalid type for 'store': expected a boolean, but got a string instead.",
    code: "invalid_type",
    param: "store",
  },
  {
    name: "an unknown include",
    body: { input: "Hi", include: ["everything"] },
    message:
      "Invalid value: 'everything'. Supported values are: 'code_interpreter_call.outputs', 'computer_call_output.output.image_url', 'file_search_call.results', 'message.input_image.image_url', 'message.output_text.logprobs', 'reasoning.encrypted_content', 'web_search_call.action.sources', and 'web_search_call.results'.",
    code: "invalid_value",
    param: "include[0]",
  },
  {
    name: "a temperature out of range",
    body: { input: "Hi", temperature: 3 },
    message: "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead.",
    code: "decimal_above_max_value",
    param: "temperature",
  },
];

it.each(cases)("refuses $name", async (refusal) => {
  await expectRefused("/responses", refusal);
});
