import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessage, type UsageMetadata } from "@langchain/core/messages";
import type { MassGenEvent } from "@massgen/compaction";
import { compactionMiddleware } from "@massgen/compaction/langchain";
import { createAgent, tool } from "langchain";

interface AgentTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
  execute(args: Readonly<Record<string, unknown>>): string | Promise<string>;
}

export interface AgentSettings {
  readonly model: BaseChatModel;
  readonly instructions: string;
  readonly task: string;
  readonly tools: readonly AgentTool[];
  /** The model's context window in tokens. */
  readonly contextWindow: number;
  readonly onEvent: (event: MassGenEvent) => void;
}

/** Works on a task until the model answers without calling a tool. */
export async function runAgent({ model, instructions, task, contextWindow, onEvent, ...settings }: AgentSettings) {
  const agent = createAgent({
    model,
    systemPrompt: instructions,
    tools: settings.tools.map(toolOf),
    middleware: [compactionMiddleware({ contextWindow, onEvent })],
  });
  const { messages } = await agent.invoke({ messages: [{ role: "user", content: task }] }, { recursionLimit: 200 });
  const answers = messages.filter((message) => AIMessage.isInstance(message));
  return {
    answer: answers.at(-1)?.text ?? "",
    inputTokens: answers.map(inputTokensOf),
  };
}

function inputTokensOf({ usage_metadata: usage }: { readonly usage_metadata?: UsageMetadata | undefined }): number {
  return usage?.input_tokens ?? 0;
}

function toolOf({ name, description, parameters, execute }: AgentTool) {
  return tool((input) => execute(input as Readonly<Record<string, unknown>>), {
    name,
    description,
    schema: parameters,
  });
}
