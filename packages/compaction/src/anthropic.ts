export {
  type CompactingMessages,
  compactingMessages,
  type MessageParams,
  type MessagesClient,
} from "./glue/anthropic/compacting-messages.ts";
export type { CompactorOrSettings, CompactorSettings } from "./glue/compactor-of.ts";
