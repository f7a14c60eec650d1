import { createCompactor, isContextOverflow, type MassGenEvent, recallTool } from "@massgen/compaction";
import { type ChatCompletion, type ChatMessage, complete, type ToolCall } from "./chat-api.ts";

interface AgentTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
  execute(args: Readonly<Record<string, unknown>>): string | Promise<string>;
}

export interface AgentSettings {
  readonly baseURL: string;
  readonly apiKey: string;
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
  const { baseURL, apiKey, model, instructions, task, contextWindow, onEvent } = settings;
  const compactor = createCompactor<ChatMessage>({ contextWindow, format: "openai-chat", onEvent });
  const toolbox: readonly AgentTool[] = [...settings.tools, recallTool(compactor.archive)];
  const tools = toolbox.map(({ name, description, parameters }) => ({
    type: "function",
    function: { name, description, parameters },
  }));
  const request = { tools };
  const inputTokens: number[] = [];
  let messages: readonly ChatMessage[] = [
    { role: "system", content: instructions },
    { role: "user", content: task },
  ];

  for (;;) {
    messages = (await compactor.fit(messages, { request })).items;
    const { choices, usage } = await respond();
    compactor.record(usage);
    inputTokens.push(usage.prompt_tokens);
    const [{ message }] = choices;
    const calls = message.tool_calls ?? [];
    messages = [...messages, message, ...(await Promise.all(calls.map(answer)))];
    if (calls.length === 0) return { answer: message.content ?? "", inputTokens };
  }

  async function respond(): Promise<ChatCompletion> {
    try {
      return await complete(baseURL, apiKey, { model, messages, tools });
    } catch (error) {
      if (!isContextOverflow(error)) throw error;
      messages = (await compactor.recover(messages, { request })).items;
      return await complete(baseURL, apiKey, { model, messages, tools });
    }
  }

  async function answer({ id, function: { name, arguments: args } }: ToolCall): Promise<ChatMessage> {
    const tool = toolbox.find((candidate) => candidate.name === name);
    const content = (await tool?.execute(JSON.parse(args))) ?? `error: no tool ${name}`;
    return { role: "tool", tool_call_id: id, content };
  }
}
