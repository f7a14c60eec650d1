export { checkActions } from "./actions/check-actions.ts";
export { createMemoryRunLog } from "./loop/memory-run-log.ts";
export { runComputerTask } from "./loop/run-computer-task.ts";
export type {
  ActionsRecord,
  ApprovalRecord,
  ComputerRunEntry,
  ComputerRunLog,
  ComputerRunRecord,
  EndRecord,
  FailureRecord,
  FrameRecord,
  OutcomeRecord,
  PauseRecord,
  RecordedFrame,
  RecordedObservation,
  RecordedTurn,
  RecordedZoom,
  RemarkRecord,
  ResumeRecord,
  RunRecord,
  SessionRecord,
  StepRecord,
} from "./loop/run-log.ts";
export type {
  ApprovalOptions,
  ApprovalRules,
  ComputerBudget,
  ComputerRun,
  ComputerRunOptions,
  PricedStep,
  QuestionHandler,
  UserQuestion,
} from "./loop/run-options.ts";
