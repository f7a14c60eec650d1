import { createCompactor, isContextOverflow, type MassGenEvent, recallTool } from "@massgen/compaction";
import { compactingPrepareStep } from "@massgen/compaction/ai-sdk";
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
  const prepareStep = compactingPrepareStep(compactor, { tools });
  const inputTokens: number[] = [];
  let messages: ModelMessage[] = [{ role: "user", content: task }];

  for (;;) {
    try {
      const { text } = await generateText({
        model,
        instructions,
        tools,
        messages,
        prepareStep,
        stopWhen: isLoopFinished(),
        onStepEnd: ({ usage }) => void inputTokens.push(usage.inputTokens ?? 0),
      });
      return { answer: text, inputTokens };
    } catch (error) {
      if (!isContextOverflow(error)) throw error;
      const recovered = await prepareStep.recover();
      if (!recovered.compacted) throw error;
      messages = recovered.messages;
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
