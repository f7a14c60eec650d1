import { BackendError } from "@massgen/core";
import { toBackendError } from "@massgen/core/provider";
import { APIError } from "openai";
import { describe, expect, it } from "vitest";
import { ResponseFailure } from "../stream/response-failure.ts";
import { cutStream, invalidResponse, timedOut } from "./own-failures.ts";

const context = { backend: "openai/gpt-test", baseURL: "https://api.openai.com/v1", keys: ["secret-key"] };

describe("a failed response or an error event", () => {
  it.each([
    ["server_error", "unavailable", true],
    ["rate_limit_exceeded", "rate-limit", true],
    ["insufficient_quota", "quota", false],
    ["context_length_exceeded", "context-overflow", false],
    ["invalid_prompt", "refused", false],
    ["bio_policy", "refused", false],
    ["misalignment_policy_violation", "refused", false],
    ["image_content_policy_violation", "refused", false],
    ["image_too_large", "invalid-image", false],
    ["invalid_image_url", "invalid-image", false],
    ["something_new", "invalid-request", false],
  ])("takes a failed response's %s for %s", (code, expected, retryable) => {
    const error = toBackendError(new ResponseFailure({ code, message: "Said so" }), context);
    expect(error).toMatchObject({ code: expected, retryable, status: undefined });
  });

  it.each([
    ["a failed response", new ResponseFailure(null)],
    [
      "an error event",
      new APIError(undefined, { type: "error", code: null, message: "Sorry." }, undefined, new Headers()),
    ],
  ])("takes %s that names no code for a failure of the provider", (_what, thrown) => {
    expect(toBackendError(thrown, context)).toMatchObject({ code: "unavailable", retryable: true });
  });

  it("reads the headers of the answer that the stream came in", () => {
    const failure = new ResponseFailure({ code: "rate_limit_exceeded", message: "Slow down" });
    failure.headers = new Headers({ "retry-after": "3", "x-request-id": "req_1" });
    expect(toBackendError(failure, context)).toMatchObject({ retryAfterMilliseconds: 3_000, requestId: "req_1" });
  });

  it("shows no key, and keeps an error that is one already", () => {
    const error = toBackendError(new ResponseFailure({ code: "x", message: "It was secret-key" }), context);
    expect(error.message).toContain("It was [secret].");
    expect(toBackendError(error, context)).toBe(error);
    expect(BackendError.isInstance(toBackendError("thrown text", context))).toBe(true);
  });

  it("words what the connection finds out itself", () => {
    expect(cutStream(context)).toMatchObject({
      code: "stream-cut",
      retryable: true,
      problem: "openai/gpt-test: the answer ended before it was complete.",
    });
    expect(timedOut(context)).toMatchObject({
      code: "timeout",
      retryable: true,
      problem: "openai/gpt-test: the provider took too long.",
    });
    expect(invalidResponse("text/html instead of a stream of events", context)).toMatchObject({
      code: "invalid-response",
      problem: "openai/gpt-test: the answer could not be read: text/html instead of a stream of events.",
    });
  });
});
