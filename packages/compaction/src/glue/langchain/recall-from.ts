import { tool } from "@langchain/core/tools";
import { isRecord } from "@massgen/core/provider";
import type { ToolRuntime } from "langchain";
import { createMemoryArchive } from "../../memory-archive.ts";
import { recallTool } from "../../recall-tool.ts";
import type { Conversations } from "./conversations.ts";

/** The tool `recall` of an agent: it reads the archive of the conversation that calls it, and no other. */
export function recallFrom(conversations: Conversations) {
  const { name, description, parameters } = recallTool(createMemoryArchive());
  return tool(
    async (input: unknown, runtime: ToolRuntime) => {
      const state: unknown = runtime.state;
      const messages = isRecord(state) && Array.isArray(state.messages) ? state.messages : [];
      const carried = conversations.find(runtime.configurable?.thread_id, messages);
      return await recallTool(carried?.compactor.archive ?? createMemoryArchive()).execute(input);
    },
    { name, description, schema: parameters },
  );
}
