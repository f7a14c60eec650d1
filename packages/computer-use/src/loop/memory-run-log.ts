import type { ComputerRunLog, ComputerRunRecord } from "./run-log.ts";

/**
 * Makes a log that lives as long as the process.
 *
 * @param records - what it begins with, e.g. the first records of another log.
 */
export function createMemoryRunLog(records: readonly ComputerRunRecord[] = []): ComputerRunLog {
  const lines = records.map((record) => JSON.stringify(record));
  const frames = new Map<string, Uint8Array>();
  return {
    append: (record) => void lines.push(JSON.stringify(record)),
    read: () => lines.map((line): ComputerRunRecord => JSON.parse(line)),
    putFrame: (id, { data }) => void frames.set(id, data),
    getFrame: (id) => frames.get(id),
  };
}
