import { BackendError, type BackendErrorCode, MassGenError } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { exitCodeOf, explainFailure } from "./explain-failure.ts";

const place = { model: "m", baseURL: "http://x:1/v1", api: "chat", keyVariable: "MY_KEY" } as const;
const failure = (code: BackendErrorCode) => new BackendError("x/m: no.", { code, remedy: "Do.", retryable: false });
const explained = (code: BackendErrorCode, environment = {}) => explainFailure(failure(code), place, environment);

describe("explainFailure", () => {
  it("tells a key that is missing from one that is wrong", () => {
    expect(explained("unauthenticated")).toMatchObject({
      code: "unauthenticated",
      message: "x:1 wants an API key. Set MY_KEY, or name another variable with --api-key-env.",
    });
    expect(explained("unauthenticated", { MY_KEY: "key" })).toMatchObject({
      message: "x:1 does not accept the API key in MY_KEY. Set it to a key that is valid there.",
    });
  });

  it("knows how to do without tools", () => {
    const error = new BackendError("x/m: the request was not accepted: gemma does not support tools.", {
      code: "invalid-request",
      remedy: "Do.",
      retryable: false,
    });
    expect(explainFailure(error, place, {})).toMatchObject({
      problem: error.problem,
      remedy: "Start with --no-recall, which sends no tools.",
    });
  });

  it("leaves everything else as it is", () => {
    const others = [failure("quota"), new Error("x"), "thrown"];
    for (const error of others) expect(explainFailure(error, place, {})).toBe(error);
  });
});

describe("exitCodeOf", () => {
  it.each<[BackendErrorCode, number]>([
    ["unauthenticated", 1],
    ["forbidden", 1],
    ["unknown-model", 1],
    ["invalid-image", 1],
    ["quota", 2],
    ["rate-limit", 2],
    ["unreachable", 2],
    ["unavailable", 2],
    ["refused", 2],
    ["context-overflow", 2],
  ])("answers %s with %i", (code, exitCode) => {
    expect(exitCodeOf(failure(code))).toBe(exitCode);
  });

  it("answers what was typed wrongly, and what nobody foresaw, with 1", () => {
    expect(exitCodeOf(new MassGenError("x", { code: "invalid-input", remedy: "y" }))).toBe(1);
    expect(exitCodeOf(new TypeError("x"))).toBe(1);
  });
});
