import type { FunctionTool } from "@massgen/core";

/** What a tool is told about its call. */
export interface ToolContext {
  readonly callId: string;
  /** Ends when nobody waits for the tool any more. */
  readonly signal: AbortSignal;
}

/** A function that an agent may run. */
export interface AgentTool extends FunctionTool {
  /**
   * Does the work. What it throws is told to the model as the tool's failure, and the turn goes on.
   *
   * @param input - what the model wrote, parsed as JSON; nobody has held it to the schema.
   * @returns text, parts such as `input_text` and `input_image`, or any value that can be written as JSON.
   */
  execute(input: unknown, context: ToolContext): unknown;
}
