import {
  type ChatMessage,
  clearToolResults,
  compact,
  heuristicCounter,
  type Strategy,
  type SummaryModel,
  summarize,
  type TokenCounter,
  window,
} from "@massgen/compaction";
import { loadO200kCounter } from "@massgen/compaction/o200k";
import { fromChat, toChat } from "../formats/chat.ts";
import type { Kind, Peer } from "../peer.ts";
import { versionOf } from "../version-of.ts";
import { summaryText } from "./summary-double.ts";

const version = versionOf("@massgen/compaction", import.meta.resolve("@massgen/compaction"));

const titles: Readonly<Record<Kind, string>> = {
  clear: "clearToolResults",
  window: "window",
  both: "default chain",
  summarize: "summarize (model double)",
};

const counters = {
  heuristic: async () => heuristicCounter,
  exact: loadO200kCounter,
} satisfies Readonly<Record<string, () => Promise<TokenCounter>>>;

/** Our `compact` with one strategy, or the default chain; every other option at its default. */
export function ours(kind: Kind, counting: keyof typeof counters): Peer {
  return {
    name: `ours: ${titles[kind]}, ${counting}`,
    version,
    kind,
    async prepare(session, { target }) {
      const items = toChat(session);
      const counter = await counters[counting]();
      let calls = 0;
      const model = async () => {
        calls += 1;
        return summaryText;
      };
      const strategies = strategiesOf(kind, model);
      return {
        async run() {
          const result = await compact(items, { target, counter, format: "openai-chat", ...strategies });
          return () => fromChat(result.items);
        },
        modelCalls: () => calls,
      };
    },
  };
}

function strategiesOf(kind: Kind, model: SummaryModel): { readonly strategies?: readonly Strategy<ChatMessage>[] } {
  if (kind === "clear") return { strategies: [clearToolResults()] };
  if (kind === "window") return { strategies: [window()] };
  if (kind === "summarize") return { strategies: [summarize({ model })] };
  // The default is what a user gets who names none.
  return {};
}
