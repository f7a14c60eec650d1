import fc from "fast-check";
import { expect, it } from "vitest";
import { startOpenaiEmulator } from "./openai-emulator.ts";
import { itemTypes } from "./responses/item-types.ts";

/** Any JSON, but mostly of the shapes for which the API looks. */
const value = fc.oneof(
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  fc.constantFrom<unknown>(null, [], {}, [[]], [{}], [null], "x", 0, -1, 1e9, true, { type: "function" }, [
    { type: "text" },
  ]),
);
const fields = (names: readonly string[]) => fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 6 });
const item = fc
  .tuple(
    fc.constantFrom(...itemTypes, undefined),
    fields([
      "id",
      "call_id",
      "role",
      "content",
      "output",
      "summary",
      "arguments",
      "name",
      "input",
      "encrypted_content",
      "status",
      "actions",
    ]),
    fc.constantFrom(
      {},
      { role: "user" },
      { call_id: "c" },
      { call_id: "c", name: "f", arguments: "{}", input: "" },
      { id: "msg_1" },
    ),
  )
  .map(([type, own, usual]) => ({ ...(type === undefined ? {} : { type }), ...own, ...usual }));
const message = fc
  .tuple(
    fc.constantFrom("user", "assistant", "tool", "system", undefined),
    fields(["content", "tool_calls", "tool_call_id", "refusal", "reasoning_content", "name"]),
  )
  .map(([role, own]) => ({ role, ...own }));
const responsesBody = fc
  .tuple(
    fields([
      "tools",
      "tool_choice",
      "text",
      "reasoning",
      "include",
      "context_management",
      "max_output_tokens",
      "instructions",
      "stream",
      "store",
      "metadata",
      "truncation",
      "prompt_cache_key",
      "previous_response_id",
      "temperature",
    ]),
    fc.oneof(fc.array(item, { maxLength: 5 }), value),
  )
  .map(([own, input]) => ({ model: "m", input, ...own }));
const chatBody = fc
  .tuple(
    fields([
      "tools",
      "tool_choice",
      "response_format",
      "max_tokens",
      "max_completion_tokens",
      "stream",
      "stream_options",
      "n",
    ]),
    fc.oneof(fc.array(message, { maxLength: 5 }), value),
  )
  .map(([own, messages]) => ({ model: "m", messages, ...own }));

it.each([
  { path: "/responses", body: responsesBody },
  { path: "/responses/input_tokens", body: responsesBody },
  { path: "/responses/compact", body: fc.array(item, { maxLength: 5 }).map((input) => ({ model: "m", input })) },
  { path: "/chat/completions", body: chatBody },
])("answers any body to $path with an answer or a refusal, never with a failure of its own", async ({ path, body }) => {
  await using emulator = await startOpenaiEmulator({
    models: {
      m: { contextWindow: 1_000, reply: [{ reasoning: "r", text: "t", calls: [{ name: "f", arguments: {} }] }] },
    },
  });
  await fc.assert(
    fc.asyncProperty(body as fc.Arbitrary<object>, async (sent) => {
      const response = await fetch(`${emulator.baseURL}${path}`, {
        method: "POST",
        headers: { authorization: "Bearer x", "content-type": "application/json" },
        body: JSON.stringify(sent),
      });
      const text = await response.text();
      expect([200, 400, 404], text).toContain(response.status);
      if (response.status !== 200)
        expect(JSON.parse(text).error).toMatchObject({
          type: "invalid_request_error",
          message: expect.stringMatching(/./),
        });
    }),
    { numRuns: 400 },
  );
});
