import type { SummaryModel } from "@massgen/compaction";
import { emulatedSummaryModel } from "../naive/emulated-summary.ts";
import { naiveSummary } from "../naive/naive-summary.ts";
import { naiveTokens } from "../naive/naive-tokens.ts";
import type { Contestant } from "./contestant.ts";
import { compactOnce } from "./each-call.ts";
import { wholeWindow } from "./unsettled-part.ts";

/**
 * The baseline: what a home-made summarization does, by its own count of the conversation, which knows neither
 * instructions nor tools nor what a provider reported.
 *
 * @param model - default: a rule in place of one.
 */
export function naiveContestant(model?: SummaryModel): Contestant {
  return {
    strategy: "naive-summary",
    mode: model === undefined ? "emulated" : "live",
    isReadable: model !== undefined,
    start(session, { trigger }) {
      const strategy = naiveSummary(model ?? emulatedSummaryModel(session.forgetfulCounter));
      return {
        async fit(window, signal) {
          const tokens = window.reduce<number>((total, item) => total + naiveTokens(session.adapter.describe(item)), 0);
          if (tokens < trigger) return undefined;
          return compactOnce(session, { part: wholeWindow(window), strategy, archive: undefined, signal });
        },
      };
    },
  };
}
