import type Anthropic from "@anthropic-ai/sdk";
import type { Message, MessageParam, ToolResultBlockParam, ToolUseBlock } from "@anthropic-ai/sdk/resources/messages";
import { createCompactor, isContextOverflow, type MassGenEvent, readUsage, recallTool } from "@massgen/compaction";

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
  const compactor = createCompactor<MessageParam>({ contextWindow, format: "anthropic", onEvent });
  const toolbox: readonly AgentTool[] = [...settings.tools, recallTool(compactor.archive)];
  const tools = toolbox.map(({ name, description, parameters }) => ({
    name,
    description,
    input_schema: { type: "object" as const, ...parameters },
  }));
  const request = { instructions, tools };
  const inputTokens: number[] = [];
  let messages: readonly MessageParam[] = [{ role: "user", content: task }];

  for (;;) {
    messages = (await compactor.fit(messages, { request })).items;
    const { content, usage } = await respond();
    compactor.record(usage);
    inputTokens.push(readUsage(usage).inputTokens);
    messages = [...messages, { role: "assistant", content }];
    const calls = content.filter((block) => block.type === "tool_use");
    if (calls.length === 0) {
      return { answer: content.map((block) => (block.type === "text" ? block.text : "")).join(""), inputTokens };
    }
    // All results of a message's calls belong into one message.
    messages = [...messages, { role: "user", content: await Promise.all(calls.map(answer)) }];
  }

  async function respond(): Promise<Message> {
    try {
      return await send();
    } catch (error) {
      if (!isContextOverflow(error)) throw error;
      messages = (await compactor.recover(messages, { request })).items;
      return await send();
    }
  }

  function send(): Promise<Message> {
    return client.messages.create({ model, system: instructions, tools, messages: [...messages], max_tokens: 2000 });
  }

  async function answer({ id, name, input }: ToolUseBlock): Promise<ToolResultBlockParam> {
    const tool = toolbox.find((candidate) => candidate.name === name);
    const content = (await tool?.execute(input as Readonly<Record<string, unknown>>)) ?? `error: no tool ${name}`;
    return { type: "tool_result", tool_use_id: id, content };
  }
}
