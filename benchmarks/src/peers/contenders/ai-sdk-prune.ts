import { pruneMessages } from "ai";
import { fromAiSdk, toAiSdk } from "../formats/ai-sdk.ts";
import type { Peer } from "../peer.ts";
import { versionOf } from "../version-of.ts";

/**
 * Options as its guide on loop control has them for compaction inside `prepareStep`. It takes no target: the guide
 * decides by a threshold when to call it, and this benchmark always does.
 */
export const aiSdkPrune: Peer = {
  name: "Vercel AI SDK pruneMessages",
  version: versionOf("ai", import.meta.resolve("ai")),
  kind: "clear",
  prepare(session) {
    const messages = toAiSdk(session);
    return {
      async run() {
        const pruned = pruneMessages({
          messages,
          reasoning: "all",
          toolCalls: "before-last-3-messages",
          emptyMessages: "remove",
        });
        return () => fromAiSdk(pruned);
      },
    };
  },
};
