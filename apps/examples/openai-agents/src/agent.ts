import { type MassGenEvent, recallTool } from "@massgen/compaction";
import { createCompactingSession } from "@massgen/compaction/openai-agents";
import { Agent, type Model, Runner, tool } from "@openai/agents-core";

interface AgentTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
  execute(args: Readonly<Record<string, unknown>>): string | Promise<string>;
}

export interface AgentSettings {
  readonly model: Model;
  readonly instructions: string;
  readonly task: string;
  readonly tools: readonly AgentTool[];
  /** The model's context window in tokens. */
  readonly contextWindow: number;
  readonly onEvent: (event: MassGenEvent) => void;
}

/** Works on a task until the model answers without calling a tool. */
export async function runAgent({ model, instructions, task, contextWindow, onEvent, ...settings }: AgentSettings) {
  const session = createCompactingSession({ contextWindow, onEvent });
  const agent = new Agent({
    name: "Agent",
    instructions,
    tools: [...settings.tools, recallTool(session.compactor.archive)].map(toolOf),
    model: session.model(model),
  });
  const runner = new Runner({ tracingDisabled: true });
  const { finalOutput, rawResponses } = await runner.run(agent, task, { session, maxTurns: 100 });
  return { answer: finalOutput ?? "", inputTokens: rawResponses.map(({ usage }) => usage.inputTokens) };
}

function toolOf({ name, description, parameters: { properties, required }, execute }: AgentTool) {
  return tool({
    name,
    description,
    strict: false,
    parameters: {
      type: "object",
      properties: properties as Record<string, { type: string }>,
      required: required as string[],
      additionalProperties: true,
    },
    execute: (input) => execute(input as Readonly<Record<string, unknown>>),
  });
}
