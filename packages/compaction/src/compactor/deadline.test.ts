import { afterEach, describe, expect, it, vi } from "vitest";
import { withDeadline } from "./deadline.ts";

afterEach(() => void vi.useRealTimers());

const never = () => new Promise<never>(() => {});

describe("withDeadline", () => {
  it("gives back what the work gives, and leaves no timer behind", async () => {
    vi.useFakeTimers();
    expect(await withDeadline(1_000, undefined, async () => "done")).toBe("done");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("does not wait for work that ignores its signal", async () => {
    vi.useFakeTimers();
    const result = expect(withDeadline(1_000, undefined, never)).rejects.toMatchObject({
      code: "deadline",
      message: "The compaction took longer than 1 s. Raise deadlineMilliseconds, or use a faster strategy.",
    });
    await vi.advanceTimersByTimeAsync(1_000);
    await result;
    expect(vi.getTimerCount()).toBe(0);
  });

  it("passes the caller's abort on with its reason, before and during the work", async () => {
    const reason = new Error("enough");
    await expect(withDeadline(1_000, AbortSignal.abort(reason), never)).rejects.toBe(reason);
    const controller = new AbortController();
    const running = withDeadline(1_000, controller.signal, never);
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
  });
});
