import { describe, expect, it } from "vitest";
import { MassGenError } from "../massgen-error.ts";
import { toBackendError } from "./to-backend-error.ts";

const context = { backend: "openai/gpt-5", baseURL: "https://api.openai.com/v1", keyVariable: "OPENAI_API_KEY" };
const withStatus = (status: number, error: object = {}, headers: Record<string, string> = {}) =>
  Object.assign(new Error("message" in error ? `${status} ${error.message}` : `${status} status code`), {
    status,
    error,
    headers: new Headers(headers),
    ...error,
  });
const network = (code: string) => Object.assign(new Error("Connection error."), { cause: { cause: { code } } });

/** As the SDK wraps what fetch throws. */
class APIConnectionError extends Error {}
const wrapped = (cause: Error) => new APIConnectionError("Connection error.", { cause });

const cycle: { self?: unknown } = {};
cycle.self = cycle;

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe("toBackendError", () => {
  it.each<[string, unknown, string, boolean]>([
    ["a wrong key", withStatus(401, { code: "invalid_api_key" }), "unauthenticated", false],
    ["a key that may not", withStatus(403), "forbidden", false],
    ["an unknown model", withStatus(404, { code: "model_not_found" }), "unknown-model", false],
    ["a missing route", withStatus(404), "unsupported", false],
    ["a wrong method", withStatus(405), "unsupported", false],
    ["too many requests", withStatus(429, { code: "rate_limit_exceeded" }), "rate-limit", true],
    ["no credit, with the status of a rate limit", withStatus(429, { code: "insufficient_quota" }), "quota", false],
    ["no credit", withStatus(402), "quota", false],
    ["an overflow", withStatus(400, { code: "context_length_exceeded" }), "context-overflow", false],
    ["an overflow in a stream", { code: "context_length_exceeded", message: "too long" }, "context-overflow", false],
    ["a large body", withStatus(413), "request-too-large", false],
    ["an outage", withStatus(503), "unavailable", true],
    ["a gateway's time limit", withStatus(504), "timeout", true],
    ["a failed response", { code: "server_error", message: "An error occurred." }, "unavailable", true],
    ["an error event that says nothing", { type: "error", code: null, message: "" }, "unavailable", true],
    ["a failure of Anthropic's own in a stream", { type: "api_error", message: "Internal" }, "unavailable", true],
    ["a policy", withStatus(400, { code: "content_policy_violation" }), "refused", false],
    ["a policy for images", { code: "image_content_policy_violation" }, "refused", false],
    ["a broken image", withStatus(400, { code: "invalid_image_format" }), "invalid-image", false],
    ["a tool's schema", withStatus(400, { code: "invalid_function_parameters" }), "invalid-tool", false],
    ["a tool, by its field", withStatus(400, { param: "tools[0].name", code: null }), "invalid-tool", false],
    ["a foreign item", withStatus(400, { code: "invalid_encrypted_content" }), "undecryptable", false],
    ["a lost response", withStatus(400, { code: "previous_response_not_found" }), "lost-response", false],
    ["another bad request", withStatus(400, { code: "invalid_value" }), "invalid-request", false],
    ["no such host", network("ENOTFOUND"), "unreachable", false],
    ["nobody listening", network("ECONNREFUSED"), "unreachable", false],
    [
      "a port that fetch refuses",
      Object.assign(new TypeError("fetch failed"), { cause: new Error("bad port") }),
      "unreachable",
      false,
    ],
    [
      "a redirect without an end",
      Object.assign(new TypeError("fetch failed"), { cause: new Error("redirect count exceeded") }),
      "unreachable",
      false,
    ],
    [
      "a cut in the midst of an answer",
      new TypeError("terminated", { cause: { code: "UND_ERR_SOCKET" } }),
      "stream-cut",
      true,
    ],
    ["a cut that says no more", new TypeError("terminated"), "stream-cut", true],
    ["a network that another runtime speaks of", new TypeError("Failed to fetch"), "stream-cut", true],
    [
      "what a server says that does not speak HTTP",
      new TypeError("fetch failed", { cause: { code: "HPE_INVALID_CONSTANT" } }),
      "stream-cut",
      true,
    ],
    ["a request with a cycle", thrownBy(() => JSON.stringify(cycle)), "invalid-request", false],
    ["a header that is none", thrownBy(() => new Headers({ "x-a": "a\nb" })), "invalid-request", false],
    ["a call of what is no function", wrapped(new TypeError("send is not a function")), "invalid-request", false],
    ["a name that there is not", new ReferenceError("key is not defined"), "invalid-request", false],
    ["what Node does not take", network("ERR_INVALID_ARG_TYPE"), "invalid-request", false],
    [
      "what fetch does not take",
      wrapped(new TypeError("fetch failed", { cause: { code: "UND_ERR_INVALID_ARG" } })),
      "invalid-request",
      false,
    ],
    ["a body beyond what a text holds", new RangeError("Invalid string length"), "request-too-large", false],
    ["an unknown failure of the connection", wrapped(new Error("gone")), "stream-cut", true],
    ["a certificate", network("DEPTH_ZERO_SELF_SIGNED_CERT"), "tls", false],
    ["http spoken to https", network("ERR_SSL_WRONG_VERSION_NUMBER"), "tls", false],
    ["a connection that broke", network("ECONNRESET"), "stream-cut", true],
    ["broken JSON", new SyntaxError("malformed"), "invalid-response", true],
    ["no object at all", "nonsense", "unavailable", true],
  ])("tells %s", (_name, error, code, retryable) => {
    expect(toBackendError(error, context)).toMatchObject({ code, retryable });
  });

  it("says what is wrong, what the provider says, and what to do", () => {
    const error = toBackendError(
      withStatus(404, { code: "model_not_found", message: "The model `gpt-9` does not exist" }),
      context,
    );
    expect(error.message).toBe(
      "openai/gpt-5: there is no such model here: The model `gpt-9` does not exist. Check the model's name, and that https://api.openai.com/v1 serves it.",
    );
    expect(MassGenError.isInstance(error)).toBe(true);
  });

  it("shows no key, whichever way it gets into the message", () => {
    const key = "my-own-key-without-a-shape";
    const message = `Incorrect API key provided: sk-abcd***********wxyz, ${key}, sk-proj-a1B2a1B2a1B2a1B2a1B2`;
    const error = toBackendError(withStatus(401, { message }), {
      ...context,
      keys: [key],
      baseURL: "https://user:password@proxy.example/v1?key=1",
    });
    const shown = `${error.message} ${error.stack} ${error.remedy} ${error.problem}`;
    for (const secret of [key, "wxyz", "a1B2", "password", "key=1"]) expect(shown).not.toContain(secret);
  });

  it("keeps what the provider asks for", () => {
    const asked = (headers: Record<string, string>) =>
      toBackendError(withStatus(429, {}, headers), { ...context, now: () => 0 });
    expect(asked({ "retry-after": "7" }).retryAfterMilliseconds).toBe(7_000);
    expect(asked({ "retry-after-ms": "250" }).retryAfterMilliseconds).toBe(250);
    expect(asked({ "retry-after": new Date(9_000).toUTCString() }).retryAfterMilliseconds).toBe(9_000);
    expect(asked({ "retry-after": "soon" }).retryAfterMilliseconds).toBeUndefined();
    expect(asked({ "x-should-retry": "false" }).retryable).toBe(false);
    expect(toBackendError(withStatus(409, {}, { "x-should-retry": "true" }), context).retryable).toBe(true);
    expect(asked({ "x-request-id": "req_1" }).requestId).toBe("req_1");
  });

  it("says that a request could not be made, and why", () => {
    expect(toBackendError(wrapped(new TypeError("send is not a function")), context).message).toBe(
      "openai/gpt-5: the request could not be made: Connection error: send is not a function. Change what it names and send it again.",
    );
  });

  it.each([
    "write EPROTO 00A8E9F3D67F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:354:",
    "write EPROTO error:0A00010B:SSL routines::wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:354:\n",
    "write EPROTO wrong version number ../../deps/openssl/openssl/ssl/record/ssl3_record.c:354:",
  ])("says why a connection is not trusted without where OpenSSL found out", (message) => {
    const error = toBackendError(Object.assign(new Error(message), { code: "EPROTO" }), context);
    expect(error.problem).toBe("openai/gpt-5: the connection is not trusted: write EPROTO wrong version number.");
  });

  it("shows neither login nor query of the address", () => {
    const baseURL = "https://me-myself:pass%2Fword-1@proxy.example/v1?sig=query-pass-1&v=abc";
    const message = "No: me-myself, pass%2Fword-1, pass/word-1, query-pass-1, abc, abcdef";
    const error = toBackendError(withStatus(400, { message }), { ...context, baseURL });
    expect(error.problem).toBe(
      "openai/gpt-5: the request was not accepted: No: [secret], [secret], [secret], [secret], [secret], abcdef.",
    );
  });

  it("passes on an error that is one already", () => {
    const error = toBackendError(withStatus(401), context);
    expect(toBackendError(error, context)).toBe(error);
  });

  it("survives errors that lead back to themselves", () => {
    const error: { cause?: unknown } = {};
    error.cause = error;
    expect(toBackendError(error, context).code).toBe("unavailable");
  });
});
