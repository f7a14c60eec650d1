import { describe, expect, it } from "vitest";
import { BackendError } from "../backend/backend-error.ts";
import { createRetryPolicy, type RetryOptions } from "./retry-policy.ts";

const failure = (retryable: boolean, retryAfterMilliseconds?: number) =>
  new BackendError("It failed.", { code: "unavailable", remedy: "Wait.", retryable, retryAfterMilliseconds });

describe("createRetryPolicy", () => {
  it("doubles the wait, takes some off by chance, and stops", () => {
    const latest = createRetryPolicy({ random: () => 0 });
    expect([1, 2, 3, 4, 5].map((attempt) => latest.delayBefore(attempt, failure(true)))).toEqual([
      500,
      1_000,
      2_000,
      4_000,
      undefined,
    ]);
    expect(createRetryPolicy({ random: () => 0.5 }).delayBefore(1, failure(true))).toBe(375);
  });

  it("waits as long as the provider asks, unless that is too long", () => {
    const policy = createRetryPolicy({ maximumMilliseconds: 10_000 });
    expect(policy.delayBefore(1, failure(true, 9_000))).toBe(9_000);
    expect(policy.delayBefore(1, failure(true, 11_000))).toBeUndefined();
  });

  it("does not repeat what would fail again", () => {
    expect(createRetryPolicy().delayBefore(1, failure(false))).toBeUndefined();
    expect(createRetryPolicy({ maximumRetries: 0 }).delayBefore(1, failure(true))).toBeUndefined();
  });

  it("ends a wait when it is aborted, also one that has not begun", async () => {
    const policy = createRetryPolicy();
    const controller = new AbortController();
    const wait = policy.sleep(60_000, controller.signal);
    controller.abort(new Error("stop"));
    await expect(wait).rejects.toThrow("stop");
    await expect(policy.sleep(60_000, controller.signal)).rejects.toThrow("stop");
    await policy.sleep(0, undefined);
  });

  it.each([
    [{ maximumRetries: -1 }, "maximumRetries must be zero or more."],
    [{ baseMilliseconds: "1" }, "baseMilliseconds must be zero or more."],
    [{ maximumMilliseconds: Number.NaN }, "maximumMilliseconds must be zero or more."],
    [{ sleep: 5 }, "sleep must be a function."],
    [{ random: null }, "random must be a function."],
    [null, "retries must be an object."],
    [3, "retries must be an object."],
  ])("refuses %j", (options, problem) => {
    expect(() => createRetryPolicy(options as RetryOptions)).toThrow(
      expect.objectContaining({ code: "invalid-option", message: `${problem} Leave it out for the default.` }),
    );
  });
});
