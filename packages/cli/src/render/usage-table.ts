import type { SessionTotals } from "../agent-session/session-totals.ts";
import { groupDigits } from "./numbers.ts";

/** What `/usage` shows. */
export interface UsageFigures {
  /** Tokens of the conversation as it would be sent. */
  readonly tokens: number;
  /** Who counted them, e.g. `openai`; `undefined` for an estimate. */
  readonly countedBy: string | undefined;
  /** Tokens. */
  readonly contextWindow: number;
  readonly totals: SessionTotals;
}

export function usageTable({ tokens, countedBy, contextWindow, totals }: UsageFigures): string {
  const share = Math.round((tokens / contextWindow) * 100);
  const { usage, requests, compactions, saved } = totals;
  const how = countedBy === undefined ? "estimated" : `counted by ${countedBy}`;
  const rows: readonly (readonly [string, number, string])[] = [
    ["conversation", tokens, `${share} % of the window of ${groupDigits(contextWindow)}, ${how}`],
    ["requests", requests, "since this program began"],
    [
      "input",
      usage.inputTokens,
      `${groupDigits(usage.cachedInputTokens)} of it cached, ${groupDigits(usage.cacheWriteTokens)} written to the cache`,
    ],
    ["output", usage.outputTokens, `${groupDigits(usage.reasoningTokens)} of it reasoning`],
    ["compactions", compactions, `${groupDigits(saved)} tokens saved`],
  ];
  return rows
    .map(([label, amount, remark]) => `${label.padEnd(12)}${groupDigits(amount).padStart(12)}  ${remark}\n`)
    .join("");
}
