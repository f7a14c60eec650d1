export { readRecords } from "./recorder/read-records.ts";
export { describeAction, describeDecision } from "./recorder/replay/describe-action.ts";
export { type WrittenReplay, writeReplay } from "./recorder/replay/write-replay.ts";
export { openRunFolder, type RunFolder, type RunFolderOptions } from "./recorder/run-folder.ts";
