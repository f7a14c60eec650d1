export type { Agent, TurnOptions, TurnResult } from "./agent/agent.ts";
export type { AgentCompaction, AgentRequest, AgentSettings } from "./agent/agent-settings.ts";
export { createAgent } from "./agent/create-agent.ts";
export { defaultStrategies } from "./agent/default-strategies.ts";
export { type SummaryModelOptions, summaryModelOf } from "./agent/summary-model-of.ts";
export type { AgentTool, ToolContext } from "./tools/agent-tool.ts";
