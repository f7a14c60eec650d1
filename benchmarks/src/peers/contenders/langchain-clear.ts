import { FakeListChatModel } from "@langchain/core/utils/testing";
import { ClearToolUsesEdit, countTokensApproximately } from "langchain";
import { fromLangchain, toLangchain } from "../formats/langchain.ts";
import type { Peer } from "../peer.ts";
import { versionOf } from "../version-of.ts";

/**
 * The edit by itself, as `contextEditingMiddleware` applies it before a model call with its default approximate counter.
 * Triggered by the target; the three newest results stay, which is the default here and in the guide. The system message
 * is left out of the list, because an agent of LangChain keeps its prompt beside the messages.
 */
export const langchainClear: Peer = {
  name: "LangChain ClearToolUsesEdit",
  version: versionOf("langchain", import.meta.resolve("langchain")),
  kind: "clear",
  prepare(session, { target }) {
    const system = session.filter(({ kind }) => kind === "system");
    const messages = toLangchain(session.filter(({ kind }) => kind !== "system"));
    const model = new FakeListChatModel({ responses: [""] });
    return {
      async run() {
        const edit = new ClearToolUsesEdit({ trigger: { tokens: target }, keep: { messages: 3 } });
        await edit.apply({ messages, model, countTokens: (list) => countTokensApproximately(list) });
        return () => [...system, ...fromLangchain(messages)];
      },
    };
  },
};
