import type { SessionCost } from "../agent-session/session-cost.ts";
import type { SessionTotals } from "../agent-session/session-totals.ts";
import { formatDollars, groupDigits } from "./numbers.ts";
import { printable } from "./printable.ts";

/** What `/usage` shows. */
export interface UsageFigures {
  /** Tokens of the conversation as it would be sent. */
  readonly tokens: number;
  /** Who counted them, e.g. `openai`; `undefined` for an estimate. */
  readonly countedBy: string | undefined;
  /** Tokens. */
  readonly contextWindow: number;
  /** Why the window is believed to be that large, where nobody states it. */
  readonly assumption?: string | undefined;
  readonly totals: SessionTotals;
  /** Default: nobody has published what the model costs. */
  readonly cost?: SessionCost | undefined;
}

export function usageTable({ tokens, countedBy, contextWindow, assumption, totals, cost }: UsageFigures): string {
  const share = Math.round((tokens / contextWindow) * 100);
  const { usage, requests, compactions, saved } = totals;
  const how = countedBy === undefined ? "estimated" : `counted by ${countedBy}`;
  const rows: readonly (readonly [label: string, amount: number | string, remark: string])[] = [
    ["conversation", tokens, `${share} % of the window of ${groupDigits(contextWindow)}, ${how}`],
    ...(assumption === undefined ? [] : [["window", contextWindow, `assumed: ${printable(assumption)}`] as const]),
    ["requests", requests.length, "since this program began"],
    [
      "input",
      usage.inputTokens,
      `${groupDigits(usage.cachedInputTokens)} of it cached, ${groupDigits(usage.cacheWriteTokens)} written to the cache`,
    ],
    ["output", usage.outputTokens, `${groupDigits(usage.reasoningTokens)} of it reasoning`],
    ["compactions", compactions, `${groupDigits(saved)} tokens saved`],
    ...(cost === undefined ? [] : [["cost", formatDollars(cost.dollars), remarkOn(cost)] as const]),
  ];
  return rows
    .map(([label, amount, remark]) => {
      const figure = typeof amount === "number" ? groupDigits(amount) : amount;
      return `${label.padEnd(12)}${figure.padStart(12)}  ${remark}\n`;
    })
    .join("");
}

function remarkOn({ unpriced, sources }: SessionCost): string {
  const isOwn = sources.every((source) => source === "your configuration");
  const by = isOwn ? "the prices of your configuration" : "the catalogue's list prices";
  if (unpriced === 0) return `estimated by ${by}`;
  const left = unpriced === 1 ? "1 request that has" : `${groupDigits(unpriced)} requests that have`;
  return `estimated by ${by}, without ${left} no price there`;
}
