import { createCompactor, isContextOverflow, type MassGenEvent, recallTool } from "@massgen/compaction";
import { generateText, isLoopFinished, jsonSchema, type LanguageModel, type ModelMessage, tool } from "ai";

interface AgentTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
  execute(args: Readonly<Record<string, unknown>>): string | Promise<string>;
}

export interface AgentSettings {
  readonly model: LanguageModel;
  readonly instructions: string;
  readonly task: string;
  readonly tools: readonly AgentTool[];
  /** The model's context window in tokens. */
  readonly contextWindow: number;
  readonly onEvent: (event: MassGenEvent) => void;
}

/** Works on a task until the model answers without calling a tool. */
export async function runAgent({ model, instructions, task, contextWindow, onEvent, ...settings }: AgentSettings) {
  const compactor = createCompactor<ModelMessage>({ contextWindow, format: "ai-sdk", onEvent });
  const tools = toolSet([...settings.tools, recallTool(compactor.archive)]);
  const request = { instructions, tools };
  const inputTokens: number[] = [];
  let messages: ModelMessage[] = [{ role: "user", content: task }];

  for (;;) {
    try {
      const { text } = await generateText({
        model,
        instructions,
        tools,
        messages,
        stopWhen: isLoopFinished(),
        // The messages that are returned here carry forward to later steps.
        prepareStep: async (step) => {
          messages = [...(await compactor.fit(step.messages, { request })).items];
          return { messages };
        },
        onStepEnd({ usage }) {
          compactor.record(usage);
          inputTokens.push(usage.inputTokens ?? 0);
        },
      });
      return { answer: text, inputTokens };
    } catch (error) {
      if (!isContextOverflow(error)) throw error;
      const { items, report } = await compactor.recover(messages, { request });
      if (report.status !== "compacted") throw error;
      messages = [...items];
    }
  }
}

function toolSet(toolbox: readonly AgentTool[]) {
  return Object.fromEntries(
    toolbox.map((own) => {
      const inputSchema = jsonSchema<Readonly<Record<string, unknown>>>(own.parameters);
      return [own.name, tool({ description: own.description, inputSchema, execute: (args) => own.execute(args) })];
    }),
  );
}
