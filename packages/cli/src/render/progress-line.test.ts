import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createProgressLine } from "./progress-line.ts";

const clearLine = "\r\u001b[K";
const counting = { type: "compaction-progress", phase: "counting", fraction: 0.254 } as const;
const planning = { type: "compaction-progress", phase: "planning", strategy: "window" } as const;

function fakeStream(isTTY: boolean) {
  const written: string[] = [];
  return { written, isTTY, write: (text: string) => written.push(text) > 0 };
}

describe("createProgressLine", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("says how far the work is once it has taken a second", () => {
    const stream = fakeStream(true);
    const line = createProgressLine(stream);
    vi.advanceTimersByTime(999);
    line.update(counting);
    expect(stream.written).toEqual([]);
    vi.advanceTimersByTime(1);
    line.update(counting);
    line.update(planning);
    line.clear();
    expect(stream.written).toEqual([
      `${clearLine}Counting tokens… 25 %`,
      `${clearLine}Planning with window…`,
      clearLine,
    ]);
  });

  it("writes nothing where it has shown nothing", () => {
    const stream = fakeStream(true);
    const line = createProgressLine(stream);
    vi.advanceTimersByTime(5_000);
    line.update({ type: "compaction-start", items: 3, target: 5 });
    line.clear();
    expect(stream.written).toEqual([]);
  });

  it("stays silent where there is no terminal", () => {
    const stream = fakeStream(false);
    const line = createProgressLine(stream);
    vi.advanceTimersByTime(5_000);
    line.update(counting);
    line.clear();
    expect(stream.written).toEqual([]);
  });
});
