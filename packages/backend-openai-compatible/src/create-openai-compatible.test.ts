import { type AddressInfo, createServer } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createOpenaiCompatible } from "./create-openai-compatible.ts";
import { backendFor, eventsOf, question } from "./testing/ask.ts";
import { startRawServer } from "./testing/raw-server.ts";
import { greeting, refusal } from "./testing/sse.ts";

const closed = "http://127.0.0.1:9/v1";

afterEach(() => vi.unstubAllEnvs());

describe("createOpenaiCompatible", () => {
  it("says what it is", () => {
    const backend = createOpenaiCompatible({ model: "qwen3", baseURL: "http://localhost:11434/v1", name: "ollama" });
    expect(backend).toMatchObject({
      name: "ollama/qwen3",
      model: "qwen3",
      capabilities: { provider: "ollama", nativeCompaction: [], countsTokens: false },
    });
    expect(backend.compact).toBeUndefined();
    expect(backend.countTokens).toBeUndefined();
    expect(createOpenaiCompatible({ model: "m", baseURL: closed }).name).toBe("openai-compatible/m");
  });

  it.each<[object, string]>([
    [{ model: "" }, "model is empty. Give the model's name at the server."],
    [{ model: undefined }, "model is no text. Give the model's name at the server."],
    [{ model: 5 }, "model is no text. Give the model's name at the server."],
    [{ model: "a\nb" }, "model holds control characters. Give the model's name at the server."],
    [{ name: "a\u001bb" }, "name holds control characters. Leave it out for the default."],
    [
      { timeoutMilliseconds: "5" },
      "timeoutMilliseconds must be above zero and below 2^31. Leave it out for the default.",
    ],
    [
      { timeoutMilliseconds: Number.NaN },
      "timeoutMilliseconds must be above zero and below 2^31. Leave it out for the default.",
    ],
    [{ retries: 3 }, "retries must be an object. Leave it out for the default."],
    [{ apiKey: 5 }, "apiKey is neither text nor a function. Pass the key, or a function that fetches it."],
    [{ headers: { "x-a": "a\nb" } }, "The header x-a holds characters that HTTP does not take. Write it on one line."],
    [{ headers: "x-a: b" }, "headers must be an object. Give it a text for each name."],
    [{ extraBody: 5 }, "extraBody must be an object. Leave it out for the default."],
    [{ fetch: "x" }, "fetch must be a function. Leave it out for the default."],
    [
      { baseURL: "localhost:11434/v1" },
      "baseURL is not an http or https address. Give one such as http://localhost:11434/v1.",
    ],
    [
      { baseURL: "http://me:secret@localhost/v1" },
      "baseURL holds a user name or password. Give the key as apiKey, or in headers.",
    ],
    [
      { timeoutMilliseconds: 0 },
      "timeoutMilliseconds must be above zero and below 2^31. Leave it out for the default.",
    ],
    [{ retries: { maximumRetries: -1 } }, "maximumRetries must be zero or more. Leave it out for the default."],
  ])("refuses %j", (wrong, message) => {
    expect(() => createOpenaiCompatible({ model: "m", baseURL: closed, ...wrong })).toThrow(
      expect.objectContaining({ code: "invalid-option", message }),
    );
  });

  it("sends no key where none is given, and nothing that the environment holds for OpenAI", async () => {
    vi.stubEnv("OPENAI_API_KEY", "key-environment");
    vi.stubEnv("OPENAI_ORG_ID", "org-environment");
    vi.stubEnv("OPENAI_PROJECT_ID", "proj-environment");
    vi.stubEnv("OPENAI_BASE_URL", closed);
    vi.stubEnv("OPENAI_CUSTOM_HEADERS", "x-environment: yes");
    const { baseURL, requests } = await startRawServer(greeting);
    await eventsOf(backendFor(baseURL));
    expect(requests[0]?.headers).not.toHaveProperty("authorization");
    expect(JSON.stringify(requests)).not.toMatch(/environment/);
  });

  it("sends the key and the headers given", async () => {
    const { baseURL, requests } = await startRawServer(greeting);
    await eventsOf(backendFor(baseURL, { apiKey: "key-1", headers: { "X-Title": "t" } }));
    await eventsOf(backendFor(baseURL, { apiKey: "key-1", headers: { Authorization: "Basic abc" } }));
    expect(requests.map(({ headers }) => [headers.authorization, headers["x-title"]])).toEqual([
      ["Bearer key-1", "t"],
      ["Basic abc", undefined],
    ]);
  });

  it("shows no key in an error", async () => {
    const body = { error: { message: "key local-pass-1 and hdr-pass-2 are wrong" } };
    const { baseURL } = await startRawServer(refusal(401, body));
    const failed = eventsOf(
      backendFor(baseURL, { apiKey: "local-pass-1", headers: { "x-api-key": "Token hdr-pass-2" } }),
    );
    await expect(failed).rejects.toMatchObject({
      code: "unauthenticated",
      message: "test/chat-test: the API key was not accepted: key [secret] and [secret] are wrong. Check the API key.",
    });
  });

  it("sends nothing for a conversation that cannot be sent", async () => {
    const { baseURL, requests } = await startRawServer(greeting);
    const items = [{ type: "compaction", encrypted_content: "blob" }] as const;
    await expect(eventsOf(backendFor(baseURL), { items })).rejects.toMatchObject({ code: "undecryptable" });
    expect(requests).toEqual([]);
  });

  it.each([
    [
      "http://127.0.0.1:9/v1",
      "The usual ports are 11434 for Ollama, 1234 for LM Studio, 8080 for llama.cpp and 8000 for vLLM.",
    ],
    ["http://localhost:11434/v1", "Start Ollama (`ollama serve`) if it is to answer there."],
    ["http://127.0.0.1:1234/v1", "Start LM Studio's server (`lms server start`) if it is to answer there."],
    ["http://192.168.1.5:8080/v1", "Start llama.cpp's `llama-server` if it is to answer there."],
    ["http://gpu.local:8000/v1", "Start vLLM (`vllm serve MODEL`) if it is to answer there."],
  ])("knows what may be meant to answer at %s", async (baseURL, hint) => {
    const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    const send = () => Promise.reject(new TypeError("fetch failed", { cause: refused }));
    await expect(eventsOf(backendFor(baseURL, { fetch: send }))).rejects.toMatchObject({
      code: "unreachable",
      retryable: false,
      remedy: `Check that ${baseURL} is right and that its server is running. ${hint}`,
    });
  });

  it("says nothing of local servers where another does not answer", async () => {
    const refused = Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });
    const send = () => Promise.reject(new TypeError("fetch failed", { cause: refused }));
    await expect(eventsOf(backendFor("https://api.example.invalid/v1", { fetch: send }))).rejects.toMatchObject({
      remedy: "Check that https://api.example.invalid/v1 is right and that its server is running.",
    });
  });

  it("sees that nothing listens", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const failed = eventsOf(backendFor(`http://127.0.0.1:${port}/v1`));
    await expect(failed).rejects.toMatchObject({ code: "unreachable", retryable: false });
  });

  it.each([
    ["", "Most servers want baseURL to end with /v1."],
    ["/v1/chat/completions", "Leave /chat/completions out of baseURL; it is added."],
  ])("guesses what is wrong with an address that ends with %j", async (path, hint) => {
    const { baseURL } = await startRawServer(refusal(404, "404 page not found"));
    const address = baseURL.replace("/v1", path);
    await expect(eventsOf(backendFor(address))).rejects.toMatchObject({
      code: "unsupported",
      remedy: `Check that ${address} is right, or do without it. ${hint}`,
    });
  });

  it("may be used by several at once", async () => {
    const { baseURL, requests } = await startRawServer(greeting);
    const backend = backendFor(baseURL);
    const all = await Promise.all(Array.from({ length: 5 }, () => eventsOf(backend, question)));
    expect(new Set(all.map((events) => JSON.stringify(events))).size).toBe(1);
    expect(requests).toHaveLength(5);
  });
});
