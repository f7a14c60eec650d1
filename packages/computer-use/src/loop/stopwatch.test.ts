import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createStopwatch } from "./stopwatch.ts";

describe("a stopwatch", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function start(limit: number) {
    const onExpire = vi.fn();
    return { onExpire, watch: createStopwatch({ clock: () => performance.now(), limit, onExpire }) };
  }

  it("expires once the time that counts is up", () => {
    const { watch, onExpire } = start(100);
    watch.add(30);
    vi.advanceTimersByTime(20);
    const outer = watch.hold();
    const inner = watch.hold();
    vi.advanceTimersByTime(1_000);
    outer();
    outer();
    vi.advanceTimersByTime(1_000);
    expect(watch.elapsed()).toBe(50);
    inner();
    vi.advanceTimersByTime(49);
    expect(onExpire).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onExpire).toHaveBeenCalledTimes(1);
  });

  it("counts and expires no more once it is closed", () => {
    const { watch, onExpire } = start(100);
    const goOn = watch.hold();
    watch.close();
    goOn();
    vi.advanceTimersByTime(1_000);
    expect(watch.elapsed()).toBe(0);
    expect(onExpire).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is not turned back by a clock that is", () => {
    let now = 10;
    const watch = createStopwatch({ clock: () => now, limit: 100, onExpire: () => {} });
    now = 4;
    expect(watch.elapsed()).toBe(0);
    watch.close();
  });
});
