import type { AIMessage, BaseMessage } from "@langchain/core/messages";
import type { Archive } from "@massgen/core";
import { isContextOverflow, isRecord } from "@massgen/core/provider";
import { createMiddleware } from "langchain";
import { kindOf } from "../../adapters/invalid-item.ts";
import { langchain } from "../../adapters/langchain.ts";
import { checkCompactorOptions } from "../../compactor/check-compactor-options.ts";
import { createCompactor } from "../../compactor/create-compactor.ts";
import { createMemoryArchive } from "../../memory-archive.ts";
import { createCarriedWindow } from "../carried-window.ts";
import type { CompactorSettings } from "../compactor-of.ts";
import { checkObject, invalidGlueOption } from "../glue-checks.ts";
import { createConversations } from "./conversations.ts";
import { recallFrom } from "./recall-from.ts";
import { createToolReader } from "./tool-reader.ts";

export interface CompactionMiddlewareOptions extends Omit<CompactorSettings<BaseMessage>, "archive" | "state"> {
  /** Whether the agent gets a tool `recall`, which reads what was taken out of its own conversation. Default true. */
  readonly recall?: boolean;
  /** Where that which is taken out of a conversation goes. Default: an archive in memory for each conversation. */
  readonly archiveFor?: (threadId: string | undefined) => Archive;
  /** Conversations whose windows are kept in memory at once; one that was let go is compacted anew. Default 100. */
  readonly maximumConversations?: number;
}

/**
 * Middleware for `createAgent` that keeps each conversation of an agent inside the window. Only what the model is sent is
 * compacted: the graph's state keeps all messages. It counts the system message and the tools, notes the usage, and where
 * the provider refuses a request as too long compacts it and sends it once more.
 *
 * @throws MassGenError `invalid-option`
 */
export function compactionMiddleware(options: CompactionMiddlewareOptions) {
  checkOptions(options);
  const { recall = true, archiveFor = () => createMemoryArchive(), maximumConversations = 100, ...settings } = options;
  const conversations = createConversations(
    (thread) => createCarriedWindow(createCompactor({ ...settings, adapter: langchain, archive: archiveFor(thread) })),
    maximumConversations,
  );
  const readTools = createToolReader();
  return createMiddleware({
    name: "CompactionMiddleware",
    tools: recall ? [recallFrom(conversations)] : [],
    async wrapModelCall(request, handler) {
      const { messages, systemMessage, tools, state, runtime } = request;
      const carried = conversations.windowOf(runtime.configurable?.thread_id, state.messages);
      const { signal } = runtime;
      const fitOptions = {
        request: { instructions: systemMessage?.text, tools: readTools(tools ?? []) },
        ...(signal && { signal }),
      };
      const send = async (items: readonly BaseMessage[]) => await handler({ ...request, messages: [...items] });
      const { items } = await carried.fit(messages, fitOptions);
      let answer: AIMessage;
      try {
        answer = await send(items);
      } catch (error) {
        if (!isContextOverflow(error)) throw error;
        const recovered = await carried.recover(messages, fitOptions);
        if (recovered.report.status !== "compacted") throw error;
        answer = await send(recovered.items);
      }
      carried.record(usageOf(answer));
      return answer;
    },
  });
}

function checkOptions(options: CompactionMiddlewareOptions): void {
  checkObject(options, "The options of the middleware", "Pass, for example, { contextWindow: 200_000 }.");
  const { recall, archiveFor, maximumConversations = 1, ...settings } = options;
  checkCompactorOptions(settings);
  if (recall !== undefined && typeof recall !== "boolean") {
    throw invalidGlueOption(`recall must be true or false, not ${kindOf(recall)}.`, "Leave it out for the default.");
  }
  if (archiveFor !== undefined && typeof archiveFor !== "function") {
    throw invalidGlueOption(
      `archiveFor must be a function, not ${kindOf(archiveFor)}.`,
      "Leave it out for the default.",
    );
  }
  if (!Number.isSafeInteger(maximumConversations) || maximumConversations < 1) {
    throw invalidGlueOption("maximumConversations must be a whole number above zero.", "Leave it out for the default.");
  }
}

/** Where an answer was parsed, LangChain hands over an object that holds what was parsed and the message. */
function usageOf(answer: unknown): unknown {
  if (!isRecord(answer)) return undefined;
  const [first] = Array.isArray(answer.messages) ? answer.messages : [];
  return answer.usage_metadata ?? (isRecord(first) ? first.usage_metadata : undefined);
}
