export { type DescribeOptions, describeAction } from "./describe/describe-action.ts";
export { describeDecision } from "./describe/describe-decision.ts";
export { readRecords } from "./recorder/read-records.ts";
export { type WrittenReplay, writeReplay } from "./recorder/replay/write-replay.ts";
export { openRunFolder, type RunFolder, type RunFolderOptions } from "./recorder/run-folder.ts";
