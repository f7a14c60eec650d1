import { describe, expect, it } from "vitest";
import { createBreaker } from "./breaker.ts";

describe("createBreaker", () => {
  it("opens after so many failures in a row, and gives a try once the conversation has grown by a tenth", () => {
    const breaker = createBreaker(2);
    breaker.failed(1_000);
    expect(breaker.refusal(1_000)).toBeUndefined();
    breaker.failed(1_000);
    expect(breaker.refusal(1_000)).toBe(
      "2 compactions in a row failed; the next try is due once the conversation has grown by a tenth",
    );
    expect(breaker.refusal(1_100)).toBeUndefined();
    breaker.failed(1_100);
    expect(breaker.refusal(1_150)).toBeDefined();
  });

  it("closes with a success", () => {
    const breaker = createBreaker(1);
    breaker.failed(1_000);
    breaker.succeeded();
    expect(breaker.refusal(1_000)).toBeUndefined();
  });

  it("goes on from its state", () => {
    const breaker = createBreaker(1);
    breaker.failed(1_000);
    expect(createBreaker(1, JSON.parse(JSON.stringify(breaker.state()))).refusal(1_000)).toBeDefined();
  });
});
