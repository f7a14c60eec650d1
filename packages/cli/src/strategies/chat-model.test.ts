import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createChatModel } from "./chat-model.ts";

const requests: { readonly headers: IncomingMessage["headers"]; readonly body: unknown }[] = [];
let answer: { readonly status: number; readonly body: unknown } = { status: 200, body: {} };
const server = createServer(async (request, response) => {
  requests.push({ headers: request.headers, body: await json(request) });
  response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

const modelAt = (path = "/v1/") =>
  createChatModel({
    model: "small",
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    apiKey: "key",
  });
const request = { instructions: "Take notes.", input: "A transcript.", maximumTokens: 500 };

describe("createChatModel", () => {
  it("asks a Chat Completions endpoint and reads its answer", async () => {
    const message = { content: "notes", tool_calls: null };
    const usage = { prompt_tokens: 10, completion_tokens: 2 };
    answer = { status: 200, body: { choices: [{ finish_reason: "stop", message }], usage } };
    expect(await modelAt()(request)).toEqual({
      text: "notes",
      finishReason: "stop",
      toolCalls: null,
      usage: { inputTokens: 10, outputTokens: 2 },
    });
    expect(requests.at(-1)).toMatchObject({
      headers: { authorization: "Bearer key" },
      body: {
        model: "small",
        max_completion_tokens: 500,
        messages: [
          { role: "system", content: "Take notes." },
          { role: "user", content: "A transcript." },
        ],
      },
    });
  });

  it("reads an answer with nothing in it as empty", async () => {
    answer = { status: 200, body: {} };
    expect(await modelAt()(request)).toMatchObject({ text: "", finishReason: null, usage: null });
  });

  it("says what to do about a refusal, and nothing of what the server said", async () => {
    answer = { status: 401, body: { error: { message: "Incorrect API key provided: key" } } };
    await expect(modelAt()(request)).rejects.toMatchObject({
      message: "The model's endpoint answered with HTTP status 401. Set OPENAI_API_KEY to a key that is valid there.",
    });
  });

  it("wants a model and a web address", () => {
    const options = { model: "small", baseUrl: "http://127.0.0.1", apiKey: undefined };
    expect(() => createChatModel({ ...options, model: undefined })).toThrow("The strategy summarize needs a model.");
    for (const baseUrl of ["nonsense", "file:///etc/passwd"]) {
      expect(() => createChatModel({ ...options, baseUrl })).toThrow("is no web address");
    }
  });
});
