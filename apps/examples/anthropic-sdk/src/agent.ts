import type Anthropic from "@anthropic-ai/sdk";
import type { MessageParam, ToolResultBlockParam, ToolUseBlock } from "@anthropic-ai/sdk/resources/messages";
import { type MassGenEvent, readUsage, recallTool } from "@massgen/compaction";
import { compactingMessages } from "@massgen/compaction/anthropic";

interface AgentTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
  execute(args: Readonly<Record<string, unknown>>): string | Promise<string>;
}

export interface AgentSettings {
  readonly client: Anthropic;
  readonly model: string;
  readonly instructions: string;
  readonly task: string;
  readonly tools: readonly AgentTool[];
  /** The model's context window in tokens. */
  readonly contextWindow: number;
  readonly onEvent: (event: MassGenEvent) => void;
}

/** Works on a task until the model answers without calling a tool. */
export async function runAgent(settings: AgentSettings) {
  const { client, model, instructions, task, contextWindow, onEvent } = settings;
  const { create, compactor } = compactingMessages(client, { contextWindow, onEvent });
  const toolbox: readonly AgentTool[] = [...settings.tools, recallTool(compactor.archive)];
  const tools = toolbox.map(({ name, description, parameters }) => ({
    name,
    description,
    input_schema: { type: "object" as const, ...parameters },
  }));
  const inputTokens: number[] = [];
  const messages: MessageParam[] = [{ role: "user", content: task }];

  for (;;) {
    const { content, usage } = await create({ model, system: instructions, tools, messages, max_tokens: 2000 });
    inputTokens.push(readUsage(usage).inputTokens);
    messages.push({ role: "assistant", content });
    const calls = content.filter((block) => block.type === "tool_use");
    if (calls.length === 0) {
      return { answer: content.map((block) => (block.type === "text" ? block.text : "")).join(""), inputTokens };
    }
    // All results of a message's calls belong into one message.
    messages.push({ role: "user", content: await Promise.all(calls.map(answer)) });
  }

  async function answer({ id, name, input }: ToolUseBlock): Promise<ToolResultBlockParam> {
    const tool = toolbox.find((candidate) => candidate.name === name);
    const content = (await tool?.execute(input as Readonly<Record<string, unknown>>)) ?? `error: no tool ${name}`;
    return { type: "tool_result", tool_use_id: id, content };
  }
}
