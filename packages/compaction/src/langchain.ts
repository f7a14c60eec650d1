export { langchain, langchainJson } from "./adapters/langchain.ts";
export type { SerializedMessage } from "./adapters/langchain-message.ts";
export type { CompactorSettings } from "./glue/compactor-of.ts";
export { type CompactionMiddlewareOptions, compactionMiddleware } from "./glue/langchain/compaction-middleware.ts";
