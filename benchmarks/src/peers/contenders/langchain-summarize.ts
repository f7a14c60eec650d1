import { type BaseMessage, RemoveMessage } from "@langchain/core/messages";
import { FakeListChatModel } from "@langchain/core/utils/testing";
import { summarizationMiddleware } from "langchain";
import { fromLangchain, toLangchain } from "../formats/langchain.ts";
import type { Peer } from "../peer.ts";
import { versionOf } from "../version-of.ts";
import { summaryText } from "./summary-double.ts";

/** The share of the target that stays as it is: our default, so that both keep and summarise the same part. */
const keptShare = 0.4;

class CountingModel extends FakeListChatModel {
  calls = 0;

  override _generate(
    ...request: Parameters<FakeListChatModel["_generate"]>
  ): ReturnType<FakeListChatModel["_generate"]> {
    this.calls += 1;
    return super._generate(...request);
  }
}

/**
 * The hook that an agent runs before a model call, with a model that answers at once. Triggered by the target, keeping a
 * number of tokens, both of which its guide names; the rest at its defaults. The system message is left out of the list,
 * because an agent of LangChain keeps its prompt beside the messages.
 */
export const langchainSummarize: Peer = {
  name: "LangChain summarizationMiddleware (model double)",
  version: versionOf("langchain", import.meta.resolve("langchain")),
  kind: "summarize",
  prepare(session, { target }) {
    const system = session.filter(({ kind }) => kind === "system");
    const messages = toLangchain(session.filter(({ kind }) => kind !== "system"));
    const model = new CountingModel({ responses: [summaryText] });
    const middleware = summarizationMiddleware({
      model,
      trigger: { tokens: target },
      keep: { tokens: Math.floor(target * keptShare) },
      // The type that the package has for these options comes out as `never` with this version of TypeScript and zod.
    } as never);
    const hook = middleware.beforeModel;
    if (hook === undefined) throw new Error("The middleware has no hook before the model call.");
    const beforeModel = typeof hook === "function" ? hook : hook.hook;
    return {
      async run() {
        const update = await beforeModel({ messages }, { context: {} } as Parameters<typeof beforeModel>[1]);
        const result = (update && "messages" in update ? update.messages : undefined) as BaseMessage[] | undefined;
        return () => {
          const kept = (result ?? messages).filter((message) => !RemoveMessage.isInstance(message));
          return [...system, ...fromLangchain(kept)];
        };
      },
      modelCalls: () => model.calls,
    };
  },
};
