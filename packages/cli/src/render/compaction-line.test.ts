import { describe, expect, it } from "vitest";
import { compactionLine } from "./compaction-line.ts";

const end = { type: "compaction-end", tokensBefore: 312_400, tokensAfter: 41_870, reason: "41870 tokens" } as const;

describe("compactionLine", () => {
  it("says what a compaction saved, and how", () => {
    expect(compactionLine({ ...end, status: "compacted", strategy: "native" })).toBe(
      "compacted 312,400 → 41,870 tokens, saved 270,530 (87 %), by native",
    );
  });

  it("says why one failed: the provider's own reason, and that of the last strategy", () => {
    const reason = "native: openai/x: the provider failed; evict-images: none is old; window: needs 40068 tokens";
    const failed = { ...end, status: "failed", strategy: null, reason } as const;
    expect(compactionLine(failed)).toBe(
      "compaction failed: native: openai/x: the provider failed; window: needs 40,068 tokens",
    );
    const repeated = "window: no; window: no";
    expect(compactionLine({ ...failed, reason: repeated })).toBe("compaction failed: window: no");
  });

  it("says why there was none", () => {
    const skipped = { ...end, status: "skipped", strategy: null, reason: "already\nsmall" } as const;
    expect(compactionLine(skipped)).toBe("not compacted: already small");
  });
});
