export type { Archive, ArchiveEntry, ArchiveHit } from "./archive.ts";
export { excerptOf } from "./archive-excerpt.ts";
export type { CompactingBackend, NativeCompactionRequest, NativeCompactionResult } from "./compacting-backend.ts";
export type {
  CompactionEndEvent,
  CompactionProgressEvent,
  CompactionStartEvent,
  MassGenEvent,
} from "./event.ts";
export type {
  CompactionItem,
  ContentPart,
  ConversationItem,
  FunctionCallItem,
  FunctionCallOutputItem,
  MessageItem,
  MessageRole,
  OtherItem,
  ReasoningItem,
} from "./item.ts";
export { MassGenError, type MassGenErrorOptions } from "./massgen-error.ts";
export type {
  ReadableRunLog,
  RunLog,
  RunLogCompaction,
  RunLogCoverage,
  RunLogEntry,
  RunLogHeader,
  RunLogInsertion,
  RunLogItems,
  RunLogRange,
  RunLogReading,
  RunLogRecord,
  RunLogReport,
  RunLogRewind,
  RunLogSource,
  RunLogStamp,
} from "./run-log.ts";
export type { Usage } from "./usage.ts";
