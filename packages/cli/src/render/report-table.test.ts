import { PassThrough } from "node:stream";
import type { CompactionAction, CompactionReport, StrategyAttempt, UnansweredCallReport } from "@massgen/compaction";
import { describe, expect, it } from "vitest";
import { controlCharacters } from "../testing/control-characters.ts";
import { formatReport } from "./report-table.ts";

const report: CompactionReport = {
  format: "openai-responses",
  status: "compacted",
  strategy: "window",
  reason: "56583 tokens, within the target of 60000",
  target: 60_000,
  tokensBefore: 399_609,
  tokensAfter: 56_583,
  itemsBefore: 1_213,
  itemsAfter: 251,
  counter: "o200k",
  estimated: false,
  actions: [],
  attempts: [],
  unansweredCalls: [],
  durationMilliseconds: 1,
};

/** The table where there is no terminal. */
function table(changes: Partial<CompactionReport> = {}): string {
  const stream = Object.assign(new PassThrough(), { isTTY: false }) as NodeJS.WritableStream as NodeJS.WriteStream;
  return formatReport({ ...report, ...changes }, stream);
}

function action(kind: CompactionAction["kind"], reason: string, callIds: readonly string[] = []): CompactionAction {
  return { kind, reason, callIds, indexBefore: 0, indexAfter: 0, type: "message", tokensBefore: 1, tokensAfter: 1 };
}

function attempt(strategy: string, outcome: StrategyAttempt["outcome"], reason: string): StrategyAttempt {
  return { strategy, outcome, reason, tokensAfter: null };
}

function call(name: string, index: number, outcome: UnansweredCallReport["outcome"]): UnansweredCallReport {
  return { callId: `call_${index}`, name, index, outcome };
}

describe("formatReport", () => {
  it("lines its numbers up and groups their digits", () => {
    const attempts = [
      attempt("clear-tool-results", "built-upon", "its result has 191809 tokens, more than the target of 60000"),
      attempt("summarize", "passed-over", "there is nothing old enough"),
      attempt("native", "failed", "it threw an error"),
      attempt("window", "accepted", "56583 tokens, within the target of 60000"),
    ];
    expect(table({ attempts, actions: [action("removed", "too old"), action("removed", "too old")] })).toBe(
      `Compacted with window: 56,583 tokens, within the target of 60,000

              before       after       saved
tokens       399,609      56,583     343,026    85.8 %
items          1,213         251         962    79.3 %

target       60,000 tokens, counted with o200k
changes      2 removed: too old
built upon   clear-tool-results: its result has 191,809 tokens, more than the target of 60,000
passed over  summarize: there is nothing old enough
failed       native: it threw an error
`,
    );
  });

  it("says that nothing was needed", () => {
    const reason = "the conversation has 10 tokens, which is within the target of 60000";
    const lines = table({ status: "skipped", strategy: null, reason, tokensBefore: 10, tokensAfter: 10 }).split("\n");
    expect(lines[0]).toBe("Skipped: the conversation has 10 tokens, which is within the target of 60,000");
    expect(lines[3]).toBe("tokens            10          10           0");
  });

  it("says that the target was not reached", () => {
    const [headline] = table({ status: "failed", strategy: null, reason: "window: x" }).split("\n");
    expect(headline).toBe("Failed: no strategy reached 60,000 tokens; the conversation is as it was");
  });

  it("says that numbers are estimated, and that items were added", () => {
    const text = table({ estimated: true, itemsBefore: 10, itemsAfter: 12 });
    expect(text).toContain("counted with o200k, in part estimated\n");
    expect(text).toContain("items             10          12          -2\n");
  });

  it("puts changes of the same kind on one row, whatever calls they belong to", () => {
    const actions = [1, 2, 3].flatMap((id) => [
      action("inserted", `call c${id} was never answered`, [`c${id}`]),
      action("removed", `call c${id} was never answered, and its format takes no text`, [`c${id}`]),
    ]);
    expect(table({ actions })).toContain(`
changes      3 inserted: answer to a call that had none
changes      3 removed: a call was never answered, and its format takes no text
`);
  });

  it("names unanswered calls and what became of them", () => {
    const unansweredCalls = [
      call("bash", 451, "removed"),
      call("read", 470, "removed"),
      call("read", 471, "removed"),
      call("", 480, "answered"),
    ];
    expect(table({ unansweredCalls })).toContain(`
unanswered   3 calls removed: bash (item 451), read (items 470, 471)
unanswered   1 call now answered with a note: unnamed (item 480)
`);
  });

  it("counts the rest where many calls are unanswered", () => {
    const unansweredCalls = Array.from({ length: 20 }, (_, index) => call("read", index, "unchanged"));
    expect(table({ unansweredCalls })).toContain(
      "unanswered   20 calls left unanswered: read (items 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), 8 more\n",
    );
  });

  it("lets nothing through that a terminal would obey, no secret, and no flood", () => {
    const text = table({
      reason: "\u001b[2Jgone",
      actions: [action("removed", "call \u001b]0;x\u0007 was")],
      unansweredCalls: [
        call("\u009b31mread\nfile", 1, "answered"),
        call("sk-proj-abcdefghijkl", 2, "answered"),
        call("x".repeat(100_000), 3, "answered"),
      ],
    });
    expect(text).not.toMatch(controlCharacters);
    expect(text).toContain("31mread file (item 1), [redacted] (item 2)");
    expect(text.length).toBeLessThan(1_000);
  });
});
