import { createMemoryRunLog } from "../loop/memory-run-log.ts";
import type { ComputerRunLog } from "../loop/run-log.ts";

/** A log that takes so many records, and then fails as on a full disk. */
export function shortLog(most: number, log = createMemoryRunLog()): ComputerRunLog {
  let records = 0;
  return {
    ...log,
    append(record) {
      if (records === most) throw new Error("No space left.");
      records += 1;
      return log.append(record);
    },
  };
}
