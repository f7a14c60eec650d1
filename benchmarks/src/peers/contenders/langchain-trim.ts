import { trimMessages } from "@langchain/core/messages";
import { countTokensApproximately } from "langchain";
import { fromLangchain, toLangchain } from "../formats/langchain.ts";
import type { Peer } from "../peer.ts";
import { versionOf } from "../version-of.ts";

/**
 * Options as its guide on short-term memory has them for a history that a chat model takes: the last messages that fit,
 * the system message, starting at a human message and ending at a human or tool message. The counter is LangChain's own
 * approximate one, which its middleware uses too.
 */
export const langchainTrim: Peer = {
  name: "LangChain trimMessages",
  version: versionOf("@langchain/core", import.meta.resolve("@langchain/core/messages")),
  kind: "window",
  prepare(session, { target }) {
    const messages = toLangchain(session);
    return {
      async run() {
        const trimmed = await trimMessages(messages, {
          maxTokens: target,
          tokenCounter: (list) => countTokensApproximately(list),
          strategy: "last",
          includeSystem: true,
          startOn: "human",
          endOn: ["human", "tool"],
        });
        return () => fromLangchain(trimmed);
      },
    };
  },
};
