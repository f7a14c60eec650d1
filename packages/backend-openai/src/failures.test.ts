import { createServer as createPlainServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { BackendError, ConversationItem } from "@massgen/core";
import type { Fault } from "@massgen/testing";
import { describe, expect, it } from "vitest";
import { createOpenai } from "./create-openai.ts";
import { collect } from "./testing/collect.ts";
import { failureOf } from "./testing/failure-of.ts";
import { hello } from "./testing/items.ts";
import { listen, serve, serveText } from "./testing/serve.ts";
import { impatient, startBackend } from "./testing/start-backend.ts";

const pem = (kind: string, body: string) => [`-----BEGIN ${kind}-----`, body, `-----END ${kind}-----`].join("\n");

/** Made for these tests with `openssl req -x509 -newkey ec`, for localhost and a hundred years; it protects nothing. */
const selfSigned = {
  key: pem(
    "PRIVATE KEY",
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgkv6hxibvH7rQd245TMTD5j5NaJOdpwEvHtuf7YM9/TShRANCAAQr" +
      "Prwv8D+41GV2f/qWeyUF/aeit71ckWFw8eTvyxrPk5Yh6YKtxKAEBmG5iVW+fek8jqMsmzZL07WUoWjgRkCp",
  ),
  cert: pem(
    "CERTIFICATE",
    "MIIBfjCCASWgAwIBAgIUfhUqZtOd6gWWb5RDAMD1djvEX/kwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2" +
      "MTEyNTIyMzY0NFoYDzIxMjYxMTAxMjIzNjQ0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC" +
      "AAQrPrwv8D+41GV2f/qWeyUF/aeit71ckWFw8eTvyxrPk5Yh6YKtxKAEBmG5iVW+fek8jqMsmzZL07WUoWjgRkCpo1MwUTAdBgNV" +
      "HQ4EFgQUgbGEstWBq/P7QQ4KaT2HDqWqIu8wHwYDVR0jBBgwFoAUgbGEstWBq/P7QQ4KaT2HDqWqIu8wDwYDVR0TAQH/BAUwAwEB" +
      "/zAKBggqhkjOPQQDAgNHADBEAiA3p1QUzrcNlqsknfCTmIZAid4yJ2BlUa1oTiHWwvC/BgIgZQY3H7KWQP8dQ26DIQsm4DEOGqNV" +
      "tzmUsyqbnMeR3o8=",
  ),
};

describe("a request that cannot be made", () => {
  it("for want of a key says so at its first use, before anything is sent", async () => {
    const { backend, emulator } = await startBackend({ apiKey: "" });
    expect(await failureOf(collect(backend.stream({ items: [hello] })))).toMatchObject({ code: "unauthenticated" });
    expect(emulator.requests).toHaveLength(0);
  });

  it("with a wrong key is not tried again, and the key is not shown", async () => {
    const apiKey = "sk-proj-abcdefghijklmnopqrstuvwxyz123456";
    const { backend, emulator } = await startBackend({ apiKey }, { apiKeys: ["another"] });
    const error = await failureOf(collect(backend.stream({ items: [hello] })));
    expect(error).toMatchObject({ code: "unauthenticated", status: 401, retryable: false });
    expect(error.message).toMatch(/^openai@127.0.0.1:\d+\/gpt-test: the API key was not accepted: Incorrect API key/);
    expect(error.message).not.toContain("sk-proj");
    expect(emulator.requests).toHaveLength(1);
  });

  it("for an unknown model names the model's name and the address as what to check", async () => {
    const { backend, emulator } = await startBackend({ model: "gpt-none" });
    const error = await failureOf(collect(backend.stream({ items: [hello] })));
    expect(error).toMatchObject({
      code: "unknown-model",
      remedy: `Check the model's name, and that ${emulator.baseURL} serves it.`,
    });
  });

  it("because nobody listens is unreachable", async () => {
    const server = createPlainServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const backend = createOpenai({ ...impatient, baseURL: `http://127.0.0.1:${port}/v1` });
    expect(await failureOf(collect(backend.stream({ items: [hello] })))).toMatchObject({
      code: "unreachable",
      retryable: false,
    });
  });

  it("because there is no such host is unreachable", async () => {
    const backend = createOpenai({ ...impatient, baseURL: "http://nobody.invalid/v1" });
    expect(await failureOf(collect(backend.stream({ items: [hello] })))).toMatchObject({ code: "unreachable" });
  });

  it("because the certificate is not known says that it is the certificate", async () => {
    const port = await listen(createTlsServer(selfSigned));
    const backend = createOpenai({ ...impatient, baseURL: `https://127.0.0.1:${port}/v1` });
    expect(await failureOf(collect(backend.stream({ items: [hello] })))).toMatchObject({
      code: "tls",
      retryable: false,
    });
  });

  it("because the server speaks http is a matter of TLS too", async () => {
    const baseURL = (await serve(() => {})).replace("http:", "https:");
    const error = await failureOf(collect(createOpenai({ ...impatient, baseURL }).stream({ items: [hello] })));
    expect(error).toMatchObject({ code: "tls", retryable: false });
    expect(error.message).not.toMatch(/\.\.\/|\.c\b|openssl\//);
  });

  it("because of a tool or an image is not sent", async () => {
    const { backend, emulator } = await startBackend();
    const tools = [{ name: "has spaces", parameters: { type: "object" } }];
    expect(await failureOf(collect(backend.stream({ items: [hello], tools })))).toMatchObject({ code: "invalid-tool" });
    const image = { type: "input_image", image_url: `data:image/png;base64,${"A".repeat(21_000_000)}` };
    const items: ConversationItem[] = [{ role: "user", content: [image] }];
    expect(await failureOf(collect(backend.stream({ items })))).toMatchObject({ code: "invalid-image" });
    expect(emulator.requests).toHaveLength(0);
  });
});

describe("a request that the provider refuses", () => {
  it.each<[string, Fault, Partial<BackendError>]>([
    [
      "for want of credit",
      { kind: "status", status: 429, code: "insufficient_quota", retryAfter: 1 },
      { code: "quota", status: 429 },
    ],
    ["for the key's rights", { kind: "status", status: 403 }, { code: "forbidden" }],
    ["for its size in bytes", { kind: "status", status: 413, message: "Too big." }, { code: "request-too-large" }],
    [
      "for what it says",
      { kind: "status", status: 400, code: "content_policy_violation", message: "No." },
      { code: "refused" },
    ],
    [
      "for a tool's schema",
      { kind: "status", status: 400, code: "invalid_function_parameters", message: "Invalid schema." },
      { code: "invalid-tool" },
    ],
    [
      "for a limit that ends too late",
      { kind: "status", status: 429, retryAfter: 3_600 },
      { code: "rate-limit", retryAfterMilliseconds: 3_600_000 },
    ],
  ])("%s is not made again", async (_why, fault, expected) => {
    const { backend, emulator } = await startBackend();
    emulator.fail(fault);
    expect(await failureOf(collect(backend.stream({ items: [hello] })))).toMatchObject(expected);
    expect(emulator.requests).toHaveLength(1);
  });

  it.each(["thrown", "in-stream"] as const)("for its length, %s, is an overflow", async (overflow) => {
    const { backend, emulator } = await startBackend({}, { overflow });
    const long: ConversationItem = { ...hello, content: "x".repeat(50_000) };
    const error = await failureOf(collect(backend.stream({ items: [long] })));
    expect(error).toMatchObject({ code: "context-overflow", status: overflow === "thrown" ? 400 : undefined });
    expect(error.remedy).toBe("Compact the conversation and send it again.");
    expect(emulator.requests).toHaveLength(1);
  });
});

describe("an answer that is not of this protocol", () => {
  it.each([
    ["text/html; charset=utf-8", "<html>Sign in</html>", "text/html instead of a stream of events"],
    ["application/json", '{"object":"response"}', "application/json instead of a stream of events"],
  ])("%s is an invalid response", async (type, text, said) => {
    const baseURL = await serveText(type, text);
    const error = await failureOf(collect(createOpenai({ ...impatient, baseURL }).stream({ items: [hello] })));
    expect(error).toMatchObject({ code: "invalid-response" });
    expect(error.problem).toContain(`the answer could not be read: ${said}.`);
  });

  it("is no reason to hang when the server keeps the connection open after the end", async () => {
    const baseURL = await serve((_incoming, outgoing) => {
      outgoing.writeHead(200, { "content-type": "text/event-stream" });
      outgoing.write('data: {"type":"response.completed","response":{"id":"resp_1","output":[]}}\n\n');
    });
    const events = await collect(createOpenai({ ...impatient, baseURL }).stream({ items: [hello] }));
    expect(events).toEqual([{ type: "finish", reason: "stop", items: [], responseId: "resp_1" }]);
  });
});
