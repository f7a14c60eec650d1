import type { RecallParameters, RecallTool } from "./recall-tool.ts";

/** The tool as OpenAI's Responses API takes it. Not strict: there, a parameter cannot be left out. */
export function asResponsesTool({ name, description, parameters }: RecallTool) {
  return { type: "function" as const, name, description, parameters, strict: false };
}

/** The tool as OpenAI's Chat Completions API takes it. */
export function asChatTool({ name, description, parameters }: RecallTool) {
  return { type: "function" as const, function: { name, description, parameters } };
}

/** The tool as Anthropic's Messages API takes it. */
export function asAnthropicTool({ name, description, parameters }: RecallTool) {
  return { name, description, input_schema: parameters };
}

/**
 * The tool as the AI SDK takes it, under the name `recall` in `tools`.
 *
 * @param jsonSchema - the function of that name from the package `ai`.
 */
export function asAiSdkTool<Schema>(
  { description, parameters, execute }: RecallTool,
  jsonSchema: (schema: RecallParameters) => Schema,
) {
  return { description, inputSchema: jsonSchema(parameters), execute: (input: unknown) => execute(input) };
}
