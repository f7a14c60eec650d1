import type { CompactorOptions } from "@massgen/compaction";
import {
  type Backend,
  type BackendRequest,
  type ConversationItem,
  MassGenError,
  type MassGenEvent,
  type RunLog,
} from "@massgen/core";
import type { AgentTool } from "../tools/agent-tool.ts";

/** How a conversation is kept inside the model's window; everything but the window has a default. */
export type AgentCompaction = Omit<CompactorOptions<ConversationItem>, "beforeSwap" | "onEvent" | "format" | "adapter">;

/** What each request is made with, beside the conversation, the instructions and the tools. */
export type AgentRequest = Omit<BackendRequest, "items" | "instructions" | "tools">;

export interface AgentSettings {
  readonly backend: Backend;
  readonly instructions?: string;
  readonly tools?: readonly AgentTool[];
  readonly request?: AgentRequest;
  /**
   * Default strategies: the provider's own compaction where it has one, then clearing old tool outputs, a summary by the
   * agent's own model, and at last a cut, which needs no model.
   */
  readonly compaction: AgentCompaction;
  /** Whether the model gets the tool `recall`, to read what compaction took out. Default true. */
  readonly recall?: boolean;
  /** What to go on from, and where everything is written down before it counts. Default: nothing is written down. */
  readonly log?: RunLog<ConversationItem>;
  /** Requests that one turn may make. Default 50. */
  readonly maximumSteps?: number;
  /** Share of the window that one tool's output may have; of a longer one the middle is left out. Default 0.25. */
  readonly maximumOutputShare?: number;
  /** Told of everything that happens, as it happens. What it throws ends the turn. */
  readonly onEvent?: (event: MassGenEvent) => void;
  /** Milliseconds, only ever more. Default `performance.now`. */
  readonly clock?: () => number;
}

/** @throws MassGenError `invalid-option` */
export function checkSettings({
  tools = [],
  recall,
  maximumSteps = 50,
  maximumOutputShare = 0.25,
}: AgentSettings): void {
  const names = [...tools.map(({ name }) => name), ...(recall === false ? [] : ["recall"])];
  const double = names.find((name, index) => names.indexOf(name) !== index);
  if (double !== undefined)
    throw invalidOption(
      `Two tools have the name "${double}".`,
      double === "recall" ? "Rename yours, or set recall to false." : "Rename one of them.",
    );
  if (!Number.isSafeInteger(maximumSteps) || maximumSteps < 1) {
    throw invalidOption("maximumSteps must be a whole number above zero.", "Leave it out for the default of 50.");
  }
  if (!(maximumOutputShare > 0 && maximumOutputShare <= 1)) {
    throw invalidOption("maximumOutputShare must be above 0 and at most 1.", "Leave it out for the default of 0.25.");
  }
}

function invalidOption(problem: string, remedy: string): MassGenError {
  return new MassGenError(problem, { code: "invalid-option", remedy });
}
