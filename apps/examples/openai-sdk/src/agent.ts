import { createCompactor, isContextOverflow, type MassGenEvent, recallTool } from "@massgen/compaction";
import type OpenAI from "openai";
import { toResponseInputItems } from "openai/lib/responses/ResponseInputItems";
import type { Response, ResponseFunctionToolCall, ResponseInputItem } from "openai/resources/responses/responses";

interface AgentTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
  execute(args: Readonly<Record<string, unknown>>): string | Promise<string>;
}

export interface AgentSettings {
  readonly client: OpenAI;
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
  const compactor = createCompactor<ResponseInputItem>({ contextWindow, format: "openai-responses", onEvent });
  const toolbox: readonly AgentTool[] = [...settings.tools, recallTool(compactor.archive)];
  const tools = toolbox.map(({ name, description, parameters }) => ({
    type: "function" as const,
    name,
    description,
    parameters,
    strict: false,
  }));
  const request = { instructions, tools };
  const inputTokens: number[] = [];
  let items: readonly ResponseInputItem[] = [{ role: "user", content: task }];

  for (;;) {
    items = (await compactor.fit(items, { request })).items;
    const response = await respond();
    compactor.record(response.usage);
    inputTokens.push(response.usage?.input_tokens ?? 0);
    const calls = response.output.filter((item) => item.type === "function_call");
    items = [...items, ...toResponseInputItems(response.output), ...(await Promise.all(calls.map(answer)))];
    if (calls.length === 0) return { answer: response.output_text, inputTokens };
  }

  async function respond(): Promise<Response> {
    try {
      return await send();
    } catch (error) {
      if (!isContextOverflow(error)) throw error;
      items = (await compactor.recover(items, { request })).items;
      return await send();
    }
  }

  function send(): Promise<Response> {
    // Stateless: the conversation is ours, so reasoning has to come back to us, sealed.
    return client.responses.create({
      model,
      instructions,
      tools,
      input: [...items],
      store: false,
      include: ["reasoning.encrypted_content"],
    });
  }

  async function answer(call: ResponseFunctionToolCall): Promise<ResponseInputItem> {
    const tool = toolbox.find(({ name }) => name === call.name);
    const output = (await tool?.execute(JSON.parse(call.arguments))) ?? `error: no tool ${call.name}`;
    return { type: "function_call_output", call_id: call.call_id, output };
  }
}
