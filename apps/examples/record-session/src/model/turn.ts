import type { ToolInput } from "../tools/tool.ts";

export interface ToolRequest {
  readonly name: string;
  readonly input: ToolInput;
}

/** One response of the model that asks for tools. */
export interface Step {
  /** Summary of the reasoning that led to what follows. */
  readonly thought?: string;
  /** What the model says before it calls. */
  readonly remark?: string;
  /** Several are made in parallel. */
  readonly calls: readonly ToolRequest[];
  /** The user stops the agent before a tool has answered. */
  readonly interrupted?: true;
}

/** A piece of the model's work: yields calls, receives their outputs, ends with what it found. */
export type Steps<Found> = Generator<Step, Found, readonly string[]>;

/** A user's message and the model's work on it, whose last word is the answer. */
export interface Turn {
  readonly question: string;
  play(): Steps<string>;
}
