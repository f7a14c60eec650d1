import { BackendError } from "@massgen/core";
import { describe, expect, it } from "vitest";
import type { OpenaiCompatibleOptions } from "./openai-compatible-options.ts";
import { backendFor, eventsOf } from "./testing/ask.ts";
import { startRawServer } from "./testing/raw-server.ts";
import { greeting, refusal } from "./testing/sse.ts";

async function failureOf(work: Promise<unknown>): Promise<BackendError> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (BackendError.isInstance(error)) return error;
  throw new Error("It did not fail with a BackendError.", { cause: error });
}

const shown = ({ message, stack, problem, ...more }: BackendError) =>
  [message, stack, problem, JSON.stringify(more)].join("\n");

describe("a key", () => {
  it("may be fetched, for each attempt", async () => {
    let number = 0;
    const { baseURL, requests } = await startRawServer(refusal(503, {}), greeting);
    await eventsOf(backendFor(baseURL, { apiKey: async () => `key-${++number}\n` }));
    expect(requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer key-1", "Bearer key-2"]);
  });

  it.each<[string, unknown, string]>([
    [
      "cannot be fetched",
      () => Promise.reject(new Error("no pass-word-1 for you")),
      "the API key could not be fetched. See the cause.",
    ],
    [
      "cannot be fetched, said at once",
      () => {
        throw new TypeError("no pass-word-1 for you");
      },
      "the API key could not be fetched. See the cause.",
    ],
    [
      "is fetched and undefined",
      async () => undefined,
      "the function for the API key gave none. Have it give the key as text.",
    ],
    ["is fetched and empty", () => "", "the function for the API key gave none. Have it give the key as text."],
    ["has a line break", "pass-\nword-1", "the API key holds characters that no key has. Copy it anew."],
    [
      "is fetched with one",
      async () => "pass-\r\nword-1",
      "the API key holds characters that no key has. Copy it anew.",
    ],
    ["has letters of no key", "päss-word-1", "the API key holds characters that no key has. Copy it anew."],
  ])("that %s is told at once, and nothing is sent", async (_what, apiKey, message) => {
    const { baseURL, requests } = await startRawServer(greeting);
    const backend = backendFor(baseURL, { apiKey: apiKey as () => Promise<string> });
    const error = await failureOf(eventsOf(backend));
    expect(error).toMatchObject({ code: "unauthenticated", retryable: false, message: `test/chat-test: ${message}` });
    expect(shown(error)).not.toContain("word-1");
    expect(requests).toEqual([]);
  });

  it("that is never fetched keeps no one waiting", async () => {
    const { baseURL } = await startRawServer(greeting);
    const never = () => new Promise<string>(() => {});
    const controller = new AbortController();
    const waiting = eventsOf(backendFor(baseURL, { apiKey: never }), undefined, { signal: controller.signal });
    setImmediate(() => controller.abort("stop"));
    await expect(waiting).rejects.toBe("stop");
    const impatient = backendFor(baseURL, { apiKey: never, timeoutMilliseconds: 20, retries: { maximumRetries: 0 } });
    await expect(eventsOf(impatient)).rejects.toMatchObject({ code: "timeout" });
  });

  it("of a few letters does not take them out of words", async () => {
    const { baseURL } = await startRawServer(refusal(401, { error: { message: "abc is no key for abcdef" } }));
    const error = await failureOf(eventsOf(backendFor(baseURL, { apiKey: "abc" })));
    expect(error.problem).toBe("test/chat-test: the API key was not accepted: [secret] is no key for abcdef.");
  });

  it.each<[string, Partial<OpenaiCompatibleOptions>, string]>([
    ["given", { apiKey: "like-nothing-else-1" }, ""],
    ["fetched", { apiKey: async () => "like-nothing-else-1" }, ""],
    ["in any header", { headers: { "x-tenant": "like-nothing-else-1" } }, ""],
    ["in the address", {}, "?sig=like-nothing-else-1"],
  ])("that is %s is in no error", async (_how, options, query) => {
    const message = "Bad: like-nothing-else-1";
    for (const answer of [
      refusal(400, { error: { message } }),
      { pieces: [`data: ${JSON.stringify({ error: { message } })}\n\n`] },
    ]) {
      const { baseURL } = await startRawServer(answer);
      const backend = backendFor(baseURL + query, { ...options, retries: { maximumRetries: 0 } });
      expect(shown(await failureOf(eventsOf(backend)))).not.toContain("like-nothing");
    }
  });
});
