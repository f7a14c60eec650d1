import OpenAI, { APIConnectionError, APIError } from "openai";
import { expect, it } from "vitest";
import { collect, emulate, refusalOf } from "../testing/emulate.ts";
import type { Fault } from "./fault.ts";

const request = { model: "gpt-test", input: "Hi" };
const chat: OpenAI.Chat.ChatCompletionCreateParamsNonStreaming = {
  model: "gpt-test",
  messages: [{ role: "user", content: "Hi" }],
};
const models = {
  "gpt-test": { contextWindow: 8_000, reply: [{ text: "A long enough answer to be cut in two." }, { text: "Next." }] },
};

it.each([
  {
    fault: { kind: "status", status: 429, retryAfter: 7 },
    body: {
      status: 429,
      type: "tokens",
      code: "rate_limit_exceeded",
      message: expect.stringMatching(/^Rate limit reached for /),
    },
  },
  {
    fault: { kind: "status", status: 429, code: "insufficient_quota" },
    body: {
      status: 429,
      type: "insufficient_quota",
      code: "insufficient_quota",
      message: expect.stringMatching(/^You exceeded your current quota, please check your plan and billing details\./),
    },
  },
  {
    fault: { kind: "status", status: 500 },
    body: {
      status: 500,
      type: "server_error",
      message: expect.stringMatching(/^The server had an error while processing/),
    },
  },
  {
    fault: { kind: "status", status: 503 },
    body: { status: 503, message: expect.stringMatching(/^The server is currently overloaded/) },
  },
  {
    fault: { kind: "status", status: 418, code: "teapot", type: "odd", message: "Short and stout." },
    body: { status: 418, type: "odd", code: "teapot", message: "Short and stout." },
  },
] as const)("answers as the API does with $fault", async ({ fault, body }) => {
  await using emulation = await emulate({ models });
  emulation.emulator.fail(fault);
  expect(await refusalOf(emulation.client.responses.create(request))).toMatchObject(body);
  expect(emulation.emulator.requests[0]).toMatchObject({ fault, status: fault.status });
  expect((await emulation.client.responses.create(request)).output_text).toMatch(/^A long/);
});

it("says when to try again", async () => {
  await using emulation = await emulate();
  emulation.emulator.fail({ kind: "status", status: 429, retryAfter: 7 });
  const error = await emulation.client.responses.create(request).catch((reason: unknown) => reason);
  expect(error instanceof APIError && error.headers?.get("retry-after")).toBe("7");
});

it("answers with HTML where a gateway in front of the API would", async () => {
  await using emulation = await emulate();
  emulation.emulator.fail({ kind: "status", status: 502 });
  const error = await emulation.client.responses.create(request).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ status: 502 });
  expect(String(error)).toContain("<html>");
});

it("is overcome by a client that tries again", async () => {
  await using emulation = await emulate({ models });
  const { emulator } = emulation;
  emulator.fail({ kind: "status", status: 503, retryAfter: 0 }, { times: 2 });
  const client = new OpenAI({ apiKey: "sk-x", baseURL: emulator.baseURL, maxRetries: 2 });
  expect((await client.responses.create(request)).output_text).toMatch(/^A long/);
  expect(emulator.requests.map(({ status, attempt }) => [status, attempt])).toEqual([
    [503, 1],
    [503, 2],
    [200, 3],
  ]);
});

it.each([0, 1, 500, 2_000])("cuts a stream after %d bytes", async (afterBytes) => {
  await using emulation = await emulate({ models });
  emulation.emulator.fail({ kind: "cut", afterBytes });
  const response = await fetch(`${emulation.emulator.baseURL}/responses`, {
    method: "POST",
    headers: { authorization: "Bearer x", "content-type": "application/json" },
    body: JSON.stringify({ ...request, stream: true }),
  });
  let bytes = 0;
  const reading = (async () => {
    for await (const chunk of response.body ?? []) bytes += chunk.length;
  })();
  await expect(reading).rejects.toThrow("terminated");
  expect(bytes).toBe(afterBytes);
  expect(emulation.emulator.requests[0]).toMatchObject({ status: 200, outcome: "cut" });
});

it("leaves the reply that a fault spoiled to the next request", async () => {
  await using emulation = await emulate({ models });
  emulation.emulator.fail({ kind: "cut", afterBytes: 100 });
  await expect(emulation.client.responses.create(request)).rejects.toBeInstanceOf(Error);
  expect((await emulation.client.responses.create(request)).output_text).toMatch(/^A long/);
  expect((await emulation.client.responses.create(request)).output_text).toBe("Next.");
});

it("fails a stream in the midst of its text", async () => {
  await using emulation = await emulate({ models, chunkCharacters: 5 });
  emulation.emulator.fail({ kind: "failed", code: "server_error", message: "It broke." });
  const events = await collect(emulation.client.responses.create({ ...request, stream: true }));
  expect(events.some(({ type }) => type === "response.output_text.delta")).toBe(true);
  expect(events.at(-1)).toMatchObject({
    type: "response.failed",
    response: { status: "failed", error: { code: "server_error", message: "It broke." }, usage: null },
  });
});

it("fails an answer without a stream by its status", async () => {
  await using emulation = await emulate({ models });
  emulation.emulator.fail({ kind: "failed", message: "It broke." });
  const response = await emulation.client.responses.create(request);
  expect(response).toMatchObject({
    status: "failed",
    output: [],
    error: { code: "server_error", message: "It broke." },
  });
});

it("ends a stream with an error event", async () => {
  await using emulation = await emulate({ models });
  emulation.emulator.fail({ kind: "stream-error", code: "rate_limit_exceeded", message: "Slow down." });
  await expect(collect(emulation.client.responses.create({ ...request, stream: true }))).rejects.toMatchObject({
    message: "Slow down.",
    error: { type: "error", code: "rate_limit_exceeded", message: "Slow down.", param: null },
  });
});

it("ends an answer half-way", async () => {
  await using emulation = await emulate({ models });
  emulation.emulator.fail({ kind: "incomplete" }, { times: 2 });
  const response = await emulation.client.responses.create(request);
  expect(response).toMatchObject({ status: "incomplete", incomplete_details: { reason: "max_output_tokens" } });
  expect(response.output_text).toMatch(/^A long /);
  expect(response.output_text.length).toBeLessThan(30);
  const { choices } = await emulation.client.chat.completions.create(chat);
  expect(choices[0]?.finish_reason).toBe("length");
});

it("answers in broken JSON", async () => {
  await using emulation = await emulate({ models });
  const { client, emulator } = emulation;
  emulator.fail({ kind: "malformed" }, { times: 4 });
  await expect(client.responses.create(request)).rejects.toBeInstanceOf(SyntaxError);
  await expect(collect(client.responses.create({ ...request, stream: true }))).rejects.toBeInstanceOf(SyntaxError);
  await expect(client.chat.completions.create(chat)).rejects.toBeInstanceOf(SyntaxError);
  await expect(collect(client.chat.completions.create({ ...chat, stream: true }))).rejects.toBeInstanceOf(SyntaxError);
});

it("never answers, until the client leaves or the emulator is closed", async () => {
  await using emulation = await emulate();
  const { client, emulator } = emulation;
  emulator.fail({ kind: "hang" }, { times: 2 });
  const controller = new AbortController();
  const left = client.responses.create(request, { signal: controller.signal });
  await expect.poll(() => emulator.requests.length).toBe(1);
  controller.abort();
  await expect(left).rejects.toThrow("Request was aborted.");
  await expect.poll(() => emulator.requests[0]?.outcome).toBe("client-left");
  const waiting = expect(client.responses.create(request)).rejects.toBeInstanceOf(APIConnectionError);
  await expect.poll(() => emulator.requests.length).toBe(2);
  await emulator.close();
  await waiting;
  expect(emulator.requests[1]?.outcome).toBe("client-left");
});

it("comes later, and then as always", async () => {
  await using emulation = await emulate({ models });
  emulation.emulator.fail({ kind: "latency", milliseconds: 5 });
  expect((await emulation.client.responses.create(request)).output_text).toMatch(/^A long/);
  expect((await emulation.client.responses.create(request)).output_text).toBe("Next.");
});

it("fails a chat without a stream as a server error, and a streamed one in the stream", async () => {
  await using emulation = await emulate({ models });
  const { client, emulator } = emulation;
  emulator.fail({ kind: "failed", message: "It broke." }, { times: 2 });
  expect(await refusalOf(client.chat.completions.create(chat))).toMatchObject({ status: 500, message: "It broke." });
  await expect(collect(client.chat.completions.create({ ...chat, stream: true }))).rejects.toMatchObject({
    error: { message: "It broke." },
  });
});

it("hits only the path that it is for", async () => {
  await using emulation = await emulate();
  const { client, emulator } = emulation;
  emulator.fail({ kind: "status", status: 500 }, { path: "/responses/compact" });
  await client.responses.create(request);
  expect((await refusalOf(client.responses.compact(request))).status).toBe(500);
  await client.responses.compact(request);
});

it("can be asked for by any program, in a header", async () => {
  await using emulation = await emulate();
  const ask = (header: string) =>
    emulation.client.responses.create(request, { headers: { "x-emulator-fault": header } });
  expect(await refusalOf(ask("429;retry-after=1;code=insufficient_quota"))).toMatchObject({
    code: "insufficient_quota",
  });
  expect(await refusalOf(ask("503;message=Not now."))).toMatchObject({ status: 503, message: "Not now." });
  await ask("500;times=2");
  expect(await refusalOf(ask("soon"))).toMatchObject({
    status: 400,
    code: "invalid-fault",
    message: expect.stringMatching(/^"soon" is no fault\. Write it like one of: 429;retry-after=1, /),
  });
});

it("is decided by a function that is told of each request", async () => {
  const told: unknown[] = [];
  await using emulation = await emulate({
    faults: ({ path, method, number, attempt, body }): Fault | undefined => {
      told.push({ path, method, number, attempt, body });
      return attempt === 1 ? { kind: "status", status: 500 } : undefined;
    },
  });
  await refusalOf(emulation.client.responses.create(request));
  await emulation.client.responses.create(request);
  expect(told).toEqual(
    [1, 2].map((count) => ({ path: "/v1/responses", method: "POST", number: count, attempt: count, body: request })),
  );
});
