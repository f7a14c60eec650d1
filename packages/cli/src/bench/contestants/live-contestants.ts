import { native, type Strategy, type SummaryModel, summarize } from "@massgen/compaction";
import type { CompactingBackend, ConversationItem } from "@massgen/core";
import { atTrigger } from "./at-trigger.ts";
import type { Contestant } from "./contestant.ts";
import { naiveContestant } from "./naive-contestant.ts";

/** Longest time of one call: a model may read a whole window. Milliseconds. */
const longestCall = 300_000;

/** What a model's owner may be asked. */
export interface LiveModel {
  readonly summaryModel: SummaryModel;
  /** `undefined` where its protocol has no compaction of its own. */
  readonly backend?: CompactingBackend | undefined;
}

/** What only a model can do. Native compaction reads items of the Responses API and no others. */
export function liveContestants({ summaryModel, backend }: LiveModel, format: string): readonly Contestant[] {
  const summary: Contestant = {
    strategy: "summarize",
    mode: "live",
    isReadable: true,
    start: atTrigger((_, { contextWindow }) => [
      summarize({
        model: summaryModel,
        // A request has room for its answer.
        contextWindow: Math.floor(contextWindow * 0.8),
        timeoutMilliseconds: longestCall,
      }),
    ]),
  };
  if (backend === undefined || format !== "openai-responses") return [naiveContestant(summaryModel), summary];
  const sealed: Contestant = {
    strategy: "native",
    mode: "live",
    isReadable: false,
    start: atTrigger(() => [native({ backend: forAnyAccount(backend) }) as Strategy<unknown>]),
  };
  return [naiveContestant(summaryModel), summary, sealed];
}

/**
 * Reasoning is sealed for the account that it came from, and by the ids of other items the provider would ask for it: a
 * session of another account is sent without either.
 */
function forAnyAccount(backend: CompactingBackend): CompactingBackend {
  return {
    name: backend.name,
    compact: (request) =>
      backend.compact({ ...request, items: request.items.filter(({ type }) => type !== "reasoning").map(withoutId) }),
  };
}

function withoutId(item: ConversationItem): ConversationItem {
  if (!("id" in item) || item.type === "compaction" || item.type === "item_reference") return item;
  const { id: _id, ...rest } = item;
  return rest as ConversationItem;
}
