import { once } from "node:events";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { clientOf, collect, emulate, refusalOf } from "../testing/emulate.ts";

const headers = { authorization: "Bearer sk-x", "content-type": "application/json" };

/** Sends a request of one's own making, and reads the answer's JSON. */
async function send(url: string, init: RequestInit = {}): Promise<{ readonly status: number; readonly error: object }> {
  const response = await fetch(url, { method: "POST", headers, ...init });
  const { error }: { error: object } = JSON.parse(await response.text());
  return { status: response.status, error };
}

it("listens on loopback only, and answers only to loopback names", async () => {
  await using emulation = await emulate();
  const { port, hostname } = new URL(emulation.emulator.baseURL);
  expect(hostname).toBe("127.0.0.1");
  const statusFor = async (host: string) => {
    const socket = connect(Number(port), hostname);
    socket.write(`GET /v1/models HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer x\r\nConnection: close\r\n\r\n`);
    let answer = "";
    for await (const chunk of socket) answer += chunk;
    return answer.split("\r\n")[0];
  };
  expect(await statusFor(`localhost:${port}`)).toBe("HTTP/1.1 200 OK");
  expect(await statusFor(`[::1]:${port}`)).toBe("HTTP/1.1 200 OK");
  for (const host of ["evil.example", `evil.example:${port}`, "127.0.0.1.evil.example", ""])
    expect(await statusFor(host)).toBe("HTTP/1.1 403 Forbidden");
});

it("refuses a request without a key", async () => {
  await using emulation = await emulate();
  const { authorization: _, ...rest } = headers;
  expect(await send(`${emulation.emulator.baseURL}/responses`, { headers: rest, body: "{}" })).toMatchObject({
    status: 401,
    error: {
      type: "invalid_request_error",
      code: null,
      message: expect.stringMatching(/^You didn't provide an API key\. /),
    },
  });
});

it("refuses a wrong key and shows only its ends", async () => {
  await using emulation = await emulate({ apiKeys: ["sk-right"] });
  const { emulator } = emulation;
  const ask = (apiKey: string) => clientOf(emulator, { apiKey }).models.list();
  expect(await refusalOf(ask("sk-proj-0123456789abcdef"))).toEqual({
    status: 401,
    message:
      "Incorrect API key provided: sk-proj-************cdef. You can find your API key at https://platform.openai.com/account/api-keys.",
    type: "invalid_request_error",
    param: null,
    code: "invalid_api_key",
  });
  expect((await refusalOf(ask("sk-short"))).message).toMatch(/^Incorrect API key provided: sk-\*{5}\. /);
  expect((await ask("sk-right")).data).toHaveLength(1);
});

it("refuses JSON that is none, and bodies that are no object", async () => {
  await using emulation = await emulate();
  for (const body of ['{"model":', "[]", "null", ""]) {
    expect(await send(`${emulation.emulator.baseURL}/responses`, { body })).toMatchObject({
      status: 400,
      error: { message: expect.stringMatching(/^We could not parse the JSON body of your request\. /), code: null },
    });
  }
});

it("refuses another content type", async () => {
  await using emulation = await emulate();
  expect(
    await send(`${emulation.emulator.baseURL}/responses`, {
      headers: { ...headers, "content-type": "text/plain" },
      body: "{}",
    }),
  ).toMatchObject({
    status: 400,
    error: {
      code: "unsupported_content_type",
      message:
        "Unsupported content type: 'text/plain'. This API method only accepts 'application/json' requests, but you specified the header 'Content-Type: text/plain'. Please try again with a supported content type.",
    },
  });
});

it("refuses another method, and a path that it does not know", async () => {
  await using emulation = await emulate();
  const { client } = emulation;
  expect(await refusalOf(client.get("/responses"))).toMatchObject({
    status: 405,
    code: "method_not_supported",
    message: "Not allowed to GET on /v1/responses. (HINT: Perhaps you meant to use a different HTTP method?)",
  });
  expect(await refusalOf(client.post("/embeddings", { body: {} }))).toMatchObject({
    status: 404,
    code: null,
    message: "Invalid URL (POST /v1/embeddings)",
  });
});

it("refuses a model that it does not have", async () => {
  await using emulation = await emulate();
  const { client } = emulation;
  for (const name of ["gpt-none", "__proto__", "constructor"]) {
    const expected = {
      status: 404,
      code: "model_not_found",
      message: `The model \`${name}\` does not exist or you do not have access to it.`,
    };
    expect(await refusalOf(client.responses.create({ model: name, input: "Hi" }))).toMatchObject(expected);
    expect(await refusalOf(client.chat.completions.create({ model: name, messages: [] }))).toMatchObject(expected);
    expect(await refusalOf(client.models.retrieve(name))).toMatchObject(expected);
  }
});

it("answers a body that is too large as the edge of the API does, and goes on", async () => {
  await using emulation = await emulate({ maximumBodyBytes: 10_000 });
  const { client } = emulation;
  const error = await client.responses
    .create({ model: "gpt-test", input: "x".repeat(20_000) })
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ status: 413 });
  expect(String(error)).toContain("413 Request Entity Too Large");
  expect((await client.responses.create({ model: "gpt-test", input: "Hi" })).output_text).toBe("Hello.");
});

it("lists its models", async () => {
  await using emulation = await emulate({ now: () => 1_700_000_000_000, organization: "org-a" });
  const model = { id: "gpt-test", object: "model", created: 1_700_000_000, owned_by: "org-a" };
  expect((await emulation.client.models.list()).data).toEqual([model]);
  expect(await emulation.client.models.retrieve("gpt-test")).toEqual(model);
});

it("lacks the routes that it is told to lack", async () => {
  await using emulation = await emulate({ supports: { responses: false, chatCompletions: false } });
  const { client } = emulation;
  expect((await refusalOf(client.responses.create({ model: "gpt-test", input: "Hi" }))).status).toBe(404);
  expect((await refusalOf(client.responses.compact({ model: "gpt-test", input: "Hi" }))).status).toBe(404);
  expect((await refusalOf(client.chat.completions.create({ model: "gpt-test", messages: [] }))).status).toBe(404);
});

it("ends its work when the client leaves: the model is told, and nothing more is sent", async () => {
  const { promise: told, resolve } = Promise.withResolvers<void>();
  await using emulation = await emulate({
    models: {
      "gpt-test": {
        contextWindow: 8_000,
        reply: (_, { signal }) => {
          signal.addEventListener("abort", () => resolve());
          return new Promise(() => undefined);
        },
      },
    },
  });
  const controller = new AbortController();
  const call = emulation.client.responses.create({ model: "gpt-test", input: "Hi" }, { signal: controller.signal });
  const aborted = expect(call).rejects.toThrow("Request was aborted.");
  await expect.poll(() => emulation.emulator.requests[0]?.seen).toBeDefined();
  controller.abort();
  await aborted;
  await told;
  await expect.poll(() => emulation.emulator.requests[0]?.outcome).toBe("client-left");
});

it("stops a stream that nobody reads any more", async () => {
  await using emulation = await emulate({
    models: { "gpt-test": { contextWindow: 1_000_000, reply: [{ text: "x".repeat(1_000) }] } },
    chunkMilliseconds: 1,
    chunkCharacters: 1,
  });
  const stream = await emulation.client.responses.create({ model: "gpt-test", input: "Hi", stream: true });
  for await (const event of stream) if (event.type === "response.output_text.delta") break;
  await expect.poll(() => emulation.emulator.requests[0]?.outcome).toBe("client-left");
});

it("does not mind a client that leaves before it has said all", async () => {
  await using emulation = await emulate();
  const { port, hostname } = new URL(emulation.emulator.baseURL);
  const socket = connect(Number(port), hostname);
  socket.write("POST /v1/responses HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{");
  await expect.poll(() => emulation.emulator.requests.length).toBe(1);
  socket.destroy();
  await expect.poll(() => emulation.emulator.requests[0]?.outcome).toBe("client-left");
  expect(emulation.emulator.requests[0]).not.toHaveProperty("refused");
});

it("ends every connection when it is closed, also twice", async () => {
  const emulation = await emulate();
  const { emulator } = emulation;
  const { port, hostname } = new URL(emulator.baseURL);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  await once(socket, "connect");
  const closed = once(socket, "close");
  await emulator.close();
  await emulator.close();
  await closed;
  await expect(fetch(`${emulator.baseURL}/models`)).rejects.toThrow("fetch failed");
});

it("shows what a reply function threw, and goes on", async () => {
  let calls = 0;
  await using emulation = await emulate({
    models: {
      "gpt-test": {
        contextWindow: 8_000,
        reply: () => {
          calls += 1;
          if (calls === 1) throw new Error("I have no answer.");
          return { text: "Now I have." };
        },
      },
    },
  });
  const request = { model: "gpt-test", input: "Hi" };
  expect(await refusalOf(emulation.client.responses.create(request))).toMatchObject({
    status: 500,
    code: "emulator_failed",
    message: "The emulator failed: I have no answer.",
  });
  expect((await emulation.client.responses.create(request)).output_text).toBe("Now I have.");
});

it("answers requests at the same time, each with its own", async () => {
  await using emulation = await emulate({
    models: { "gpt-test": { contextWindow: 8_000, reply: ({ text }) => ({ text: `You said ${text}` }) } },
  });
  const answers = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const events = await collect(
        emulation.client.responses.create({ model: "gpt-test", input: String(index), stream: true }),
      );
      const last = events.at(-1);
      return last?.type === "response.completed" ? last.response.output[0] : undefined;
    }),
  );
  for (const [index, item] of answers.entries())
    expect(item).toMatchObject({ content: [{ text: `You said user: ${index}` }] });
});

it("keeps as many requests in its books as it is told", async () => {
  await using emulation = await emulate({ keptRequests: 2 });
  for (let count = 0; count < 3; count += 1) await emulation.client.models.list();
  expect(emulation.emulator.requests.map(({ number }) => number)).toEqual([2, 3]);
});
