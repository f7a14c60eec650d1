import { counted } from "../../render/counted.ts";
import { groupDigits } from "../../render/numbers.ts";
import { printable } from "../../render/printable.ts";
import type { BenchResult, SessionFacts } from "../bench-result.ts";
import type { BenchRow } from "../replay/row.ts";
import { errorCell } from "./cells.ts";

const sources: Readonly<Record<SessionFacts["source"], string>> = {
  "claude-code": "log of Claude Code",
  codex: "log of Codex",
  "massgen-log": "log of massgen",
  conversation: "conversation",
};

/** What a session is, and how its sizes are known. */
export function sessionLines(session: SessionFacts, counter: string): readonly string[] {
  const { source, format, items, calls, usageRecords, compactions, sizes, check, skipped } = session;
  const inside =
    compactions === 0 ? "" : `, ${counted(compactions, "compaction")} of its own (replayed as if there were none)`;
  return [
    `${sources[source]}, ${format}: ${counted(items, "item")}, ${counted(calls, "call")}${inside}`,
    sizes.points === 0
      ? `sizes: ${counter}; instructions and tools are not in them, ${counted(usageRecords, "usage record")}`
      : `sizes: ${counter} × ${sizes.scale.toFixed(2)} + ${groupDigits(sizes.overhead)} for instructions and tools, learnt from ${counted(sizes.points, "usage record")}`,
    ...(check === null
      ? []
      : [
          `check: against ${counted(check.records, "usage record")} input ${errorCell(check.inputError)}, cost ${errorCell(check.costError)}; ` +
            `without ${counted(check.missedCalls, "call")} whose cache had expired ${errorCell(check.costErrorWithoutMissed)}`,
        ]),
    ...(skipped.length === 0
      ? []
      : [
          `skipped: ${skipped.map(({ reason, count }) => `${groupDigits(count)} ${printable(reason, 100)}`).join("; ")}`,
        ]),
  ];
}

/** Reasons of a row's failures that are shown: most differ in a number only. */
const shownReasons = 3;

/** What the reader of a session's rows should know. */
export function rowNotes(rows: readonly BenchRow[], { settings }: Pick<BenchResult, "settings">): readonly string[] {
  const { contextWindow, trigger } = settings.limits;
  const [whole] = rows;
  const isSmall = whole?.strategy === "none" && whole.peakTokens < trigger;
  const tooLarge = rows.filter(({ peakTokens }) => peakTokens > contextWindow);
  return [
    ...(isSmall
      ? [`The session stays below the trigger of ${counted(trigger, "token")}: choose a smaller --context-window.`]
      : []),
    ...(tooLarge.length === 0
      ? []
      : [
          `Outgrows the window, so that a provider would refuse: ${tooLarge.map(({ strategy }) => strategy).join(", ")}.`,
        ]),
    ...rows.flatMap(({ strategy, failureReasons }) => {
      const shown = failureReasons.slice(0, shownReasons);
      const more = failureReasons.length - shown.length;
      return [
        ...shown.map((reason) => `${strategy}: a compaction failed: ${printable(reason, 160)}`),
        ...(more > 0 ? [`${strategy}: ${counted(more, "further reason")}, which --json has`] : []),
      ];
    }),
  ];
}

/** What all figures rest on. */
export function modelLines({ settings, rows }: Pick<BenchResult, "settings" | "rows">): readonly string[] {
  const { limits, rates, promptCache } = settings;
  const has = (mode: BenchRow["mode"]) => rows.some((row) => row.mode === mode);
  return [
    `window ${groupDigits(limits.contextWindow)}, compaction at ${groupDigits(limits.trigger)} down to ${counted(limits.target, "token")}`,
    `cost: in input tokens; cache read ${rates.cacheRead}, write ${rates.cacheWrite}, output ${rates.output}; compactions' own calls included`,
    `cache: longest common prefix with the call before, from ${groupDigits(promptCache.minimumTokens)} tokens, in steps of ${promptCache.stepTokens}; it never expires`,
    "recall: of paths, ids, numbers, error lines and user constraints in what was taken out, at the last call: verbatim + restorable",
    ...(has("emulated")
      ? ["emulated: each summary has 600 tokens, whatever it is about; what it recalls is not known without a model"]
      : []),
    ...(has("live") ? [] : ["summarize and native need a model: name one with --model"]),
  ];
}
