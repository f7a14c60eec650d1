import type { Missing, Peer } from "./peer.ts";

/** Loads each contender by itself, so that a process of its own holds nothing of the others. */
export const peerLoaders: Readonly<Record<string, () => Promise<Peer>>> = {
  "ours-clear": async () => (await import("./contenders/ours.ts")).ours("clear", "heuristic"),
  "ours-clear-exact": async () => (await import("./contenders/ours.ts")).ours("clear", "exact"),
  "langchain-clear": async () => (await import("./contenders/langchain-clear.ts")).langchainClear,
  "ai-sdk-prune": async () => (await import("./contenders/ai-sdk-prune.ts")).aiSdkPrune,
  "mastra-filter": async () => (await import("./contenders/mastra.ts")).mastraFilter,
  "ours-window": async () => (await import("./contenders/ours.ts")).ours("window", "heuristic"),
  "ours-window-exact": async () => (await import("./contenders/ours.ts")).ours("window", "exact"),
  "langchain-trim": async () => (await import("./contenders/langchain-trim.ts")).langchainTrim,
  "agents-session": async () => (await import("./contenders/agents-session.ts")).agentsSession,
  "agents-run": async () => (await import("./contenders/agents-run.ts")).agentsRun,
  "mastra-best-fit": async () => (await import("./contenders/mastra.ts")).mastraBestFit,
  "mastra-contiguous": async () => (await import("./contenders/mastra.ts")).mastraContiguous,
  "ours-default": async () => (await import("./contenders/ours.ts")).ours("both", "heuristic"),
  "ours-default-exact": async () => (await import("./contenders/ours.ts")).ours("both", "exact"),
  "mastra-filter-and-limit": async () => (await import("./contenders/mastra.ts")).mastraFilterAndLimit,
  "ours-summarize": async () => (await import("./contenders/ours.ts")).ours("summarize", "heuristic"),
  "ours-summarize-exact": async () => (await import("./contenders/ours.ts")).ours("summarize", "exact"),
  "langchain-summarize": async () => (await import("./contenders/langchain-summarize.ts")).langchainSummarize,
};

/** What was asked for and cannot be measured here. */
export const missingPeers: readonly Missing[] = [
  {
    name: "OpenAI Agents OpenAIResponsesCompactionSession",
    reason:
      "in @openai/agents-openai, which is not a dependency here; it calls OpenAI's server and limits nothing by itself",
  },
  {
    name: "Mastra Observational Memory",
    reason: "in @mastra/memory, which is not a dependency here; it needs a model and a store",
  },
];
