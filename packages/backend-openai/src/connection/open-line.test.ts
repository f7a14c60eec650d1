import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openLine } from "./open-line.ts";

describe("openLine", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const never = new Promise<never>(() => {});

  it("ends with the caller's signal and its reason, though the work pays no heed", async () => {
    const controller = new AbortController();
    const line = openLine(controller.signal, 1_000);
    const waiting = line.race(never);
    const reason = new Error("enough");
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(line.timedOut).toBe(false);
    line.close();
  });

  it("ends at once where the signal was aborted before", async () => {
    const line = openLine(AbortSignal.abort("gone"), 1_000);
    await expect(line.race(never)).rejects.toBe("gone");
    line.close();
  });

  it("ends when the provider is silent for too long", async () => {
    const line = openLine(undefined, 1_000);
    const waiting = line.race(never);
    vi.advanceTimersByTime(999);
    expect(line.timedOut).toBe(false);
    vi.advanceTimersByTime(1);
    await expect(waiting).rejects.toThrow("silence");
    expect(line.timedOut).toBe(true);
    line.close();
  });

  it("does not take a slow reader for a silent provider", () => {
    const line = openLine(undefined, 1_000);
    line.heard();
    vi.advanceTimersByTime(5_000);
    line.waiting();
    vi.advanceTimersByTime(999);
    expect(line.timedOut).toBe(false);
    // It is looked four times in the longest wait.
    vi.advanceTimersByTime(251);
    expect(line.timedOut).toBe(true);
    line.close();
  });

  it("leaves no timer and ends the connection when it is closed", () => {
    const line = openLine(undefined, 1_000);
    line.close();
    expect(vi.getTimerCount()).toBe(0);
    expect(line.signal.aborted).toBe(true);
  });
});
