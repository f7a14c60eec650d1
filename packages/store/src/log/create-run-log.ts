import { MassGenError, type RunLog, type RunLogHeader, type RunLogRecord, type RunLogStamp } from "@massgen/core";
import { createQueue } from "../files/queue.ts";
import { storageError } from "../files/storage-error.ts";
import { invalidRecord } from "./log-errors.ts";
import type { LogFile } from "./log-file.ts";
import { parseRecord } from "./parse-record.ts";
import type { LogContent } from "./read-log.ts";
import { createReplay } from "./replay.ts";

export interface RunLogParts<Item> extends Pick<LogContent<Item>, "headerBytes" | "reading" | "replay" | "sequence"> {
  readonly header: RunLogHeader;
  readonly file: LogFile;
  /** ISO 8601. */
  readonly time: () => string;
  /** Gives back what the log holds of the system. */
  readonly release: () => Promise<void>;
}

/** A log whose file is open and ends with a whole line. */
export function createRunLog<Item>(parts: RunLogParts<Item>): RunLog<Item> {
  const { file, header, headerBytes, reading, time } = parts;
  const enqueue = createQueue();
  let { replay, sequence } = parts;
  let closing: Promise<void> | undefined;

  async function whileOpen(task: () => Promise<void>): Promise<void> {
    if (closing !== undefined) {
      throw new MassGenError("The run log is closed.", {
        code: "log-closed",
        remedy: "Open it again with openRunLog.",
      });
    }
    await enqueue(task);
  }

  return {
    header,
    reading,
    conversation: () => replay.conversation(),
    window: () => replay.window(),
    coverage: () => replay.coverage(),
    append: (record) =>
      whileOpen(async () => {
        if (record.type === "items" && record.items.length === 0) return;
        const line = writeRecord(record, { sequence, time: time() });
        const problem = replay.problemWith(record);
        if (problem !== undefined) throw invalidRecord(problem);
        await file.append(line);
        sequence += 1;
        replay.apply(record);
      }),
    clear: () =>
      whileOpen(async () => {
        try {
          await file.cut(headerBytes);
        } catch (error) {
          throw storageError("The run log could not be cleared.", error);
        }
        replay = createReplay();
        sequence = 1;
      }),
    close: () => {
      closing ??= enqueue(parts.release);
      return closing;
    },
  };
}

/** A record as a line of the log, made sure of by reading it back: a line that cannot be read would end the log there. */
function writeRecord<Item>(record: RunLogRecord<Item>, stamp: RunLogStamp): string {
  let text: string;
  try {
    text = JSON.stringify({ ...record, ...stamp });
  } catch (error) {
    throw invalidRecord("cannot be written as JSON", error);
  }
  const parsed = parseRecord(JSON.parse(text));
  if (parsed.kind === "unknown") throw invalidRecord("is of a type that this version does not know");
  if (parsed.kind === "invalid") throw invalidRecord(parsed.problem);
  return `${text}\n`;
}
