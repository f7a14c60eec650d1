import { BackendError, type BackendErrorCode } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { refusesEncryptedReasoning, refusesField, stateAfter } from "./refusal.ts";

const error = (code: BackendErrorCode, problem = "It failed.", status?: number, cause?: unknown) =>
  new BackendError(problem, { code, remedy: "Mend it.", retryable: false, status, cause });

describe("refusesField", () => {
  it.each([
    [error("invalid-request", "Unknown parameter: 'context_management'.", 400), true],
    [error("invalid-request", "Bad.", 400, { param: "context_management" }), true],
    [error("invalid-request", "Bad.", 400, { param: "context_management[0].type" }), true],
    [error("unsupported", "context_management is not there", 404), true],
    [error("invalid-request", "Bad.", 400, { param: "input" }), false],
    [error("rate-limit", "context_management", 429), false],
  ])("%s: %s", (failure, refuses) => {
    expect(refusesField(failure, "context_management")).toBe(refuses);
  });
});

describe("refusesEncryptedReasoning", () => {
  it.each([
    ["Encrypted content is not supported with this model.", true],
    ["Invalid value: 'reasoning.encrypted_content'.", true],
    ["Image input is not supported with this model.", false],
  ])("%s %s", (problem, refuses) => {
    expect(refusesEncryptedReasoning(error("invalid-request", problem, 400))).toBe(refuses);
  });
});

describe("stateAfter", () => {
  it.each([
    [error("unsupported", "Not found.", 404), "endpoint", "unsupported"],
    [error("invalid-request", "Compaction is not supported with this model.", 400), "endpoint", "unsupported"],
    [error("invalid-request", "Unsupported operation: compact.", 400), "endpoint", "unsupported"],
    [error("invalid-request", "Invalid value: 'compaction_trigger'.", 400), "trigger", "unsupported"],
    [error("invalid-request", "Invalid value: 'compaction_trigger'.", 400), "endpoint", undefined],
    [error("invalid-request", "An image is not supported.", 400), "endpoint", undefined],
    [error("unavailable", "Down.", 503), "endpoint", "failing"],
    [error("unavailable", "Failed in the stream."), "trigger", "failing"],
    [error("timeout", "Gateway.", 504), "endpoint", "failing"],
    [error("timeout", "Silence."), "endpoint", undefined],
    [error("invalid-response", "No item."), "trigger", "failing"],
    [error("context-overflow", "Too long.", 400), "endpoint", undefined],
    [error("request-too-large", "Too large.", 413), "endpoint", undefined],
    [error("rate-limit", "Slow down.", 429), "endpoint", undefined],
    [error("unknown-model", "No such model.", 404), "endpoint", undefined],
    [error("undecryptable", "Cannot.", 400), "trigger", undefined],
  ] as const)("%s, %s: %s", (failure, mode, state) => {
    expect(stateAfter(failure, mode)).toBe(state);
  });
});
