export { createFileArchive, type FileArchive, type FileArchiveOptions } from "./archive/create-file-archive.ts";
export type { FileAccess } from "./files/file-access.ts";
export { openRunLog, type RunLogOptions } from "./log/open-run-log.ts";
export { readRunLog } from "./log/read-run-log.ts";
export { type CoverageProof, verifyCoverage } from "./log/verify-coverage.ts";
export { type PruneOptions, pruneRunLogs } from "./retention/prune-run-logs.ts";
export type { Pruned, Retention } from "./retention/retention.ts";
