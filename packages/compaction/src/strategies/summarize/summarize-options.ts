import { MassGenError } from "@massgen/core";
import { type CompactionTarget, resolveTarget } from "../../target.ts";
import { checkCounts } from "../option-checks.ts";
import type { LedgerReader } from "./ledger/ledger-entry.ts";
import type { SummaryModel } from "./model/summary-model.ts";

export interface SummarizeOptions {
  /** Writes the summary. It is offered no tools, and its answer is checked. */
  readonly model: SummaryModel;
  /**
   * Newest part of the conversation that stays as it is: tokens, or a share of the target. Pinned items stay anyway and
   * are not counted. Default `"40%"`.
   */
  readonly keepRecent?: CompactionTarget;
  /**
   * Size that the summary may have at most, however often the conversation is compacted: tokens, or a share of the
   * target. Default 20 % of the target, and no more than 4,000.
   */
  readonly maximumTokens?: CompactionTarget;
  /**
   * Tokens that the model takes in one request, its answer included. A longer part of a conversation is summarised piece
   * by piece. Default 100,000; at least about 1,500.
   */
  readonly contextWindow?: number;
  /** Longest time that one call of the model may take. Default 60,000. */
  readonly timeoutMilliseconds?: number;
  /** Characters of a tool's output that the model gets to see; of a longer one, both ends. Default 4,000. */
  readonly resultCharacters?: number;
  /** Says what a call did, for the list of files, addresses and commands. */
  readonly ledger?: LedgerReader;
}

/** Options with their defaults. */
export interface SummarizeSettings
  extends Required<Pick<SummarizeOptions, "model" | "contextWindow" | "timeoutMilliseconds" | "resultCharacters">> {
  readonly ledger: LedgerReader | undefined;
  readonly keptTokens: (target: number) => number;
  readonly summaryTokens: (target: number) => number;
}

const defaultKept = "40%";
const defaultShare = "20%";
const defaultMost = 4_000;

/** The longest time that a timer can be set to. */
const longestTimeout = 2 ** 31 - 1;

/** @throws MassGenError `invalid-option` */
export function resolveOptions(options: SummarizeOptions): SummarizeSettings {
  const { model, keepRecent = defaultKept, maximumTokens, ledger } = options;
  const { contextWindow = 100_000, timeoutMilliseconds = 60_000, resultCharacters = 4_000 } = options;
  if (typeof model !== "function") {
    throw new MassGenError("summarize: model must be a function.", {
      code: "invalid-option",
      remedy: "Pass one that sends instructions and input to a model and answers with the text that it wrote.",
    });
  }
  checkCounts("summarize", { contextWindow, timeoutMilliseconds, resultCharacters });
  if (timeoutMilliseconds > longestTimeout) {
    throw new MassGenError(`summarize: timeoutMilliseconds must not be above ${longestTimeout}.`, {
      code: "invalid-option",
      remedy: "Timers cannot run longer than that.",
    });
  }
  checkSize("keepRecent", keepRecent);
  if (maximumTokens !== undefined) checkSize("maximumTokens", maximumTokens);
  return {
    model,
    contextWindow,
    timeoutMilliseconds,
    resultCharacters,
    ledger,
    keptTokens: (target) => resolveTarget(keepRecent, target),
    summaryTokens: (target) =>
      maximumTokens === undefined
        ? Math.min(defaultMost, resolveTarget(defaultShare, target))
        : resolveTarget(maximumTokens, target),
  };
}

function checkSize(name: string, size: CompactionTarget): void {
  const isValid = typeof size === "number" ? Number.isSafeInteger(size) && size >= 0 : resolveTarget(size, 100) >= 0;
  if (isValid) return;
  throw new MassGenError(`summarize: ${name} must be a whole number of tokens or a share of the target.`, {
    code: "invalid-option",
    remedy: `Pass, for example, { ${name}: 2_000 } or { ${name}: "20%" }, or leave it out for its default.`,
  });
}
