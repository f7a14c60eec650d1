export type {
  AgentEvent,
  ItemEvent,
  NoticeEvent,
  ToolEndEvent,
  ToolStartEvent,
  TurnEndEvent,
  TurnEndReason,
  TurnStartEvent,
  UsageEvent,
} from "./agent-event.ts";
export type { Archive, ArchiveEntry, ArchiveHit } from "./archive.ts";
export { excerptOf } from "./archive-excerpt.ts";
export type { Backend, BackendCapabilities, NativeCompactionMode, StreamOptions } from "./backend/backend.ts";
export { BackendError, type BackendErrorCode, type BackendErrorOptions } from "./backend/backend-error.ts";
export type {
  ArgumentsDeltaEvent,
  BackendEvent,
  FinishEvent,
  FinishReason,
  OutputItemEvent,
  ReasoningDeltaEvent,
  RestartEvent,
  TextDeltaEvent,
} from "./backend/backend-event.ts";
export type {
  BackendRequest,
  BackendRequestParts,
  FunctionTool,
  OutputFormat,
  ReasoningOptions,
  ToolChoice,
} from "./backend/backend-request.ts";
export type {
  CompactingBackend,
  NativeCompactionRequest,
  NativeCompactionResult,
} from "./backend/compacting-backend.ts";
export type { Usage } from "./backend/usage.ts";
export type {
  BackAction,
  ClickAction,
  ComputerAction,
  ComputerActionType,
  DragAction,
  ForwardAction,
  KeyAction,
  MouseButton,
  MoveAction,
  NavigateAction,
  Point,
  PressAction,
  ReadClipboardAction,
  Region,
  ReleaseAction,
  ScreenshotAction,
  ScrollAction,
  TypeAction,
  WaitAction,
  WriteClipboardAction,
  ZoomAction,
} from "./computer/action.ts";
export type { ApprovalAnswer, ApprovalReason, ApprovalRequest, Approver } from "./computer/approval.ts";
export type {
  ActionFailure,
  ActOptions,
  ActResult,
  Computer,
  ComputerCapabilities,
  ComputerEnvironment,
} from "./computer/computer.ts";
export { ComputerError, type ComputerErrorCode, type ComputerErrorOptions } from "./computer/computer-error.ts";
export type {
  ActionEndEvent,
  ActionStartEvent,
  ApprovalEndEvent,
  ApprovalRequestEvent,
  ComputerEvent,
  DecisionEvent,
  FrameEvent,
  ModelChangeEvent,
  NoteEvent,
  QuestionEvent,
  ReplyEvent,
  RunEndEvent,
  RunPauseEvent,
  RunResumeEvent,
  RunStartEvent,
  StepStartEvent,
} from "./computer/computer-event.ts";
export type {
  ComputerModel,
  ComputerModelSession,
  ComputerTask,
  ComputerTurn,
  FramePreference,
  ModelStep,
  PastStep,
  TurnOutcome,
} from "./computer/computer-model.ts";
export type { ComputerResult, ComputerStatus, RunFault } from "./computer/computer-result.ts";
export type {
  ActDecision,
  AskDecision,
  Decision,
  FinishDecision,
  InvalidDecision,
  NoteDecision,
  ReadPageDecision,
  SafetyCheck,
} from "./computer/decision.ts";
export type { Dialect, DialectContext } from "./computer/dialect.ts";
export type {
  Frame,
  FrameMediaType,
  Observation,
  ObservedDownload,
  ObservedTab,
  OpenDialog,
  OpenFileChooser,
  PermissionRequest,
  Settled,
  ZoomedFrame,
} from "./computer/observation.ts";
export type {
  CompactionEndEvent,
  CompactionEvent,
  CompactionMeasuredEvent,
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
export { createSerialiser } from "./serialise.ts";
export type { TokenPrices } from "./token-prices.ts";
