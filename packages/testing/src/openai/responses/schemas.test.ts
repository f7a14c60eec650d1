import { join } from "node:path";
import type OpenAI from "openai";
import { beforeAll, expect, it } from "vitest";
import { describeWith, sessionDataFolder } from "../../../../../scripts/test-support/describe-with.ts";
import { collect, type Emulation, emulate, refusalOf } from "../../testing/emulate.ts";
import { pixel } from "../../testing/images.ts";
import { type Validate, validatorOf } from "../../testing/validator.ts";

const tools: OpenAI.Responses.Tool[] = [
  {
    type: "function",
    name: "f",
    description: "Does it.",
    parameters: { type: "object", properties: {} },
    strict: false,
  },
];
const computerCall = {
  type: "computer_call",
  call_id: "call_1",
  action: { type: "click", button: "left", x: 1, y: 2 },
  pending_safety_checks: [],
  status: "completed",
};
const everything = { reasoning: "Let me see.", text: "I look.", calls: [{ name: "f", arguments: { a: 1 } }] };
const replies = [everything, { refusal: "No." }, { items: [computerCall] }, { text: "x".repeat(400) }, {}];
const long = "x".repeat(5_000);
const requests: readonly Omit<OpenAI.Responses.ResponseCreateParamsNonStreaming, "model">[] = [
  {
    input: "Hi",
    tools,
    reasoning: { effort: "low", summary: "auto" },
    instructions: "Be brief.",
    metadata: { a: "b" },
  },
  { input: "Hi", user: "someone", temperature: 0.5, top_p: 0.9, prompt_cache_key: "key", safety_identifier: "id" },
  { input: [{ role: "user", content: [{ type: "input_image", image_url: pixel, detail: "auto" }] }], store: false },
  {
    input: "Hi",
    max_output_tokens: 20,
    text: { format: { type: "json_schema", name: "a", schema: { type: "object" } } },
  },
  { input: long, context_management: [{ type: "compaction", compact_threshold: 1_000 }], tool_choice: "auto" },
  { input: [{ role: "user", content: long }, { type: "compaction_trigger" }] },
];

/** An emulator that gives each reply twice: once for the answer at once, once for its stream. */
function emulateReplies(): Promise<Emulation> {
  let count = 0;
  const reply = () => {
    count += 1;
    return replies[Math.floor((count - 1) / 2)] ?? everything;
  };
  return emulate({ models: { "gpt-test": { contextWindow: 8_000, reply } } });
}

/** The description's own examples have `null` for these fields, which its schemas do not allow. */
const nullable = ["usage", "user"];

function withoutNulls(value: object): object {
  return JSON.parse(
    JSON.stringify(value, (name, field) => (field === null && nullable.includes(name) ? undefined : field)),
  );
}

describeWith("session-data", "answers by OpenAI's API description", () => {
  let validate: Validate;
  beforeAll(async () => {
    const validateExactly = await validatorOf(join(sessionDataFolder(), "..", "openai-responses.schemas.json"));
    validate = (name, value) => validateExactly(name, withoutNulls(value));
  });

  it("notices an answer that breaks the description", async () => {
    await using emulation = await emulate();
    const { usage: _, ...response } = await emulation.client.responses.create({ model: "gpt-test", input: "Hi" });
    expect(validate("Response", { ...response, status: "done" })).not.toEqual([]);
    expect(validate("Response", { ...response, output: [{ type: "message" }] })).not.toEqual([]);
    expect(validate("ResponseStreamEvent", { type: "response.output_text.delta", delta: "x" })).not.toEqual([]);
  });

  it("answers requests of every kind with what the description allows", async () => {
    await using emulation = await emulateReplies();
    const seen = new Set<string>();
    for (const request of requests) {
      const { output_text: _, ...response } = await emulation.client.responses.create({
        ...request,
        model: "gpt-test",
      });
      expect(validate("Response", response)).toEqual([]);
      const events = await collect(emulation.client.responses.create({ ...request, model: "gpt-test", stream: true }));
      for (const event of events) {
        expect([event.type, ...validate("ResponseStreamEvent", event)]).toEqual([event.type]);
        seen.add(event.type);
      }
    }
    expect([...seen].sort()).toEqual([
      "response.completed",
      "response.content_part.added",
      "response.content_part.done",
      "response.created",
      "response.function_call_arguments.delta",
      "response.function_call_arguments.done",
      "response.in_progress",
      "response.incomplete",
      "response.output_item.added",
      "response.output_item.done",
      "response.output_text.delta",
      "response.output_text.done",
      "response.reasoning_summary_part.added",
      "response.reasoning_summary_part.done",
      "response.reasoning_summary_text.delta",
      "response.reasoning_summary_text.done",
      "response.refusal.delta",
      "response.refusal.done",
    ]);
  });

  it("fails as the description allows", async () => {
    await using emulation = await emulate();
    const { client, emulator } = emulation;
    emulator.fail({ kind: "failed" }, { times: 2 });
    const { output_text: _, ...failed } = await client.responses.create({ model: "gpt-test", input: "Hi" });
    expect(validate("Response", failed)).toEqual([]);
    for (const event of await collect(client.responses.create({ model: "gpt-test", input: "Hi", stream: true })))
      expect(validate("ResponseStreamEvent", event)).toEqual([]);
    const { status: _status, ...error } = await refusalOf(client.responses.create({ model: "none", input: "Hi" }));
    expect(validate("ErrorResponse", { error })).toEqual([]);
  });

  it("ends a stream with an error event that the description allows", async () => {
    await using emulation = await emulate();
    emulation.emulator.fail({ kind: "stream-error" });
    const answer = await fetch(`${emulation.emulator.baseURL}/responses`, {
      method: "POST",
      headers: { authorization: "Bearer x", "content-type": "application/json" },
      body: JSON.stringify({ model: "gpt-test", input: "Hi", stream: true }),
    });
    const event = JSON.parse((await answer.text()).trim().split("\ndata: ").at(-1) ?? "");
    expect(event.type).toBe("error");
    expect(validate("ResponseErrorEvent", event)).toEqual([]);
  });

  it("compacts and counts as the description says", async () => {
    await using emulation = await emulate({
      compactQuirks: ["developer-messages", "assistant-messages", "created-by"],
    });
    const { client } = emulation;
    const input: OpenAI.Responses.ResponseInputItem[] = [
      { role: "developer", content: "Be brief." },
      {
        role: "user",
        content: [
          { type: "input_text", text: "Hi" },
          { type: "input_image", image_url: pixel, detail: "auto" },
        ],
      },
      { role: "assistant", content: "Hello." },
    ];
    expect(validate("CompactResource", await client.responses.compact({ model: "gpt-test", input }))).toEqual([]);
    expect(
      validate("TokenCountsResource", await client.responses.inputTokens.count({ model: "gpt-test", input })),
    ).toEqual([]);
  });
});
