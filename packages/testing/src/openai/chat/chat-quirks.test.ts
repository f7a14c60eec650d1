import { expect, it } from "vitest";
import { emulate } from "../../testing/emulate.ts";
import type { ChatQuirk } from "./chat-quirk.ts";

const reply = {
  reasoning: "Hm.",
  text: "I look.",
  calls: [
    { name: "f", arguments: { path: "a" } },
    { name: "f", arguments: { path: "b" } },
  ],
};

/** What a server with one deviation sends: its JSON, and the text of its stream. */
async function answersWith(quirk: ChatQuirk) {
  await using emulation = await emulate({
    models: { "gpt-test": { contextWindow: 8_000, reply: [reply] } },
    chatQuirks: [quirk],
  });
  const send = async (fields: object) => {
    const response = await fetch(`${emulation.emulator.baseURL}/chat/completions`, {
      method: "POST",
      headers: { authorization: "Bearer x", "content-type": "application/json" },
      body: JSON.stringify({ model: "gpt-test", messages: [{ role: "user", content: "Hi" }], ...fields }),
    });
    return { type: response.headers.get("content-type"), text: await response.text() };
  };
  const whole = JSON.parse((await send({})).text);
  const stream = await send({ stream: true, stream_options: { include_usage: true } });
  const lines = stream.text.split("\n").filter((line) => line.startsWith("data: {"));
  const chunks = lines.map((line) => JSON.parse(line.slice("data: ".length)));
  const deltas = chunks.flatMap(({ choices }) => choices?.map(({ delta }: { delta: object }) => delta) ?? []);
  const pieces = deltas.flatMap(({ tool_calls }) => tool_calls ?? []);
  return { message: whole.choices[0].message, choice: whole.choices[0], whole, stream, chunks, deltas, pieces };
}

it("no-usage: says nothing of usage", async () => {
  const { whole, chunks } = await answersWith("no-usage");
  expect(whole).not.toHaveProperty("usage");
  expect(chunks.filter((chunk) => "usage" in chunk)).toEqual([]);
});

it("no-index: leaves calls without index", async () => {
  const { pieces } = await answersWith("no-index");
  expect(pieces.length).toBeGreaterThan(2);
  expect(pieces.filter((piece) => "index" in piece)).toEqual([]);
});

it("arguments-object: sends arguments as objects", async () => {
  const { message, pieces } = await answersWith("arguments-object");
  expect(message.tool_calls[0].function.arguments).toEqual({ path: "a" });
  expect(pieces.map((piece) => piece.function.arguments)).toEqual([{ path: "a" }, { path: "b" }]);
});

it("no-call-id: leaves calls without id", async () => {
  const { message, pieces } = await answersWith("no-call-id");
  expect([...message.tool_calls, ...pieces].filter((call) => "id" in call)).toEqual([]);
});

it("duplicate-call-ids: gives all calls one id", async () => {
  const { message, pieces } = await answersWith("duplicate-call-ids");
  expect(message.tool_calls[0].id).toMatch(/^call_/);
  expect(message.tool_calls[1].id).toBe(message.tool_calls[0].id);
  expect(new Set(pieces.flatMap(({ id }) => id ?? [])).size).toBe(1);
});

it("finish-stop-with-calls: ends with stop although there are calls", async () => {
  const { choice, chunks } = await answersWith("finish-stop-with-calls");
  expect(choice.finish_reason).toBe("stop");
  expect(chunks.at(-2).choices[0].finish_reason).toBe("stop");
});

it("no-done: ends a stream without a mark", async () => {
  const { stream } = await answersWith("no-done");
  expect(stream.text).not.toContain("[DONE]");
  expect((await answersWith("comment-lines")).stream.text).toMatch(/data: \[DONE\]\n\n$/);
});

it("json-instead-of-stream: sends JSON where a stream was asked for", async () => {
  const { stream } = await answersWith("json-instead-of-stream");
  expect(stream.type).toBe("application/json");
  expect(JSON.parse(stream.text)).toMatchObject({ object: "chat.completion" });
});

it("error-in-stream: begins a stream and then holds an error", async () => {
  const { chunks, stream } = await answersWith("error-in-stream");
  expect(chunks[1]).toMatchObject({ object: "chat.completion.chunk" });
  expect(chunks.at(-1)).toEqual({
    error: {
      message: "The server had an error while processing your request. Sorry about that!",
      type: "server_error",
      param: null,
      code: "server_error",
    },
  });
  expect(stream.text).not.toContain("[DONE]");
});

it("reasoning-content: shows the reasoning", async () => {
  const { message, deltas } = await answersWith("reasoning-content");
  expect(message.reasoning_content).toBe("Hm.");
  expect(deltas.map(({ reasoning_content = "" }) => reasoning_content).join("")).toBe("Hm.");
  expect((await answersWith("null-content")).message).not.toHaveProperty("reasoning_content");
});

it("empty-choices-chunk: begins with a chunk without choices", async () => {
  const { chunks } = await answersWith("empty-choices-chunk");
  expect(chunks[0].choices).toEqual([]);
  expect(chunks[1].choices[0].delta.role).toBe("assistant");
});

it("null-content: sends null beside what else a delta brings", async () => {
  const { deltas } = await answersWith("null-content");
  const withCalls = deltas.filter((delta) => "tool_calls" in delta);
  expect(withCalls.map(({ content }) => content)).toEqual(withCalls.map(() => null));
});

it("comment-lines: puts comments between the events", async () => {
  const { stream } = await answersWith("comment-lines");
  expect(stream.text).toMatch(/^: still working\n\ndata: /);
});

it("no-key, unknown-parameters: takes what vLLM takes", async () => {
  const options = { models: { "gpt-test": { contextWindow: 8_000, reply: [reply] } } };
  const ask = async (settings: object) => {
    await using emulation = await emulate({ ...options, ...settings });
    const { status } = await fetch(`${emulation.emulator.baseURL}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        model: "gpt-test",
        messages: [{ role: "user", content: "Hi" }],
        chat_template_kwargs: {},
      }),
    });
    return status;
  };
  expect(await ask({})).toBe(401);
  expect(await ask({ chatQuirks: ["no-key"] })).toBe(400);
  expect(await ask({ chatQuirks: ["no-key", "unknown-parameters"] })).toBe(200);
  expect(await ask({ chatQuirks: ["no-key", "unknown-parameters"], apiKeys: ["right"] })).toBe(401);
});
