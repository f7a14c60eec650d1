/**
 * The log of one conversation: entries that are only ever appended, one JSON object a line. All of them together tell
 * the full conversation, whatever compaction took out of the window, and how the window came about.
 *
 * Versions: an entry type that a reader may pass over, and any new field, needs no new version. A change that a reader
 * must know of to rebuild the window does.
 */

/** First line of a log. */
export interface RunLogHeader {
  readonly type: "session";
  readonly log: "massgen-run-log";
  /** Version of the log's own shape. */
  readonly version: number;
  /** Format of the items, e.g. `openai-responses`. */
  readonly format: string;
  readonly sequence: 0;
  /** When the log began, ISO 8601. */
  readonly time: string;
}

/** Items that came to the end of the conversation, and of the window. */
export interface RunLogItems<Item = unknown> {
  readonly type: "items";
  /** JSON values, stored verbatim. */
  readonly items: readonly Item[];
}

/** Positions from `start` up to but not including `end`. */
export type RunLogRange = readonly [start: number, end: number];

/** An item that a compaction put into the window. */
export interface RunLogInsertion<Item = unknown> {
  /** Position in the window before, which the item comes in front of; that window's length for its end. */
  readonly before: number;
  readonly item: Item;
  /** What it stands for and replaces: positions in the window before. Empty where it is only added. */
  readonly covers: readonly RunLogRange[];
}

/** What a compaction made of the window; all positions are those of the window before it. */
export interface RunLogCompaction<Item = unknown> {
  readonly type: "compaction";
  /** Length of the window before and after, so that an entry cannot be applied to another window than its own. */
  readonly itemsBefore: number;
  readonly itemsAfter: number;
  /** By `before`, lowest first. No position is covered twice. */
  readonly inserted: readonly RunLogInsertion<Item>[];
  /** What was taken out because no provider would accept it, with nothing in its place. */
  readonly repaired: readonly RunLogRange[];
  /** Ids of the archive entries that hold what was taken out. */
  readonly archived: readonly string[];
  readonly report: RunLogReport;
}

/** The part of a compaction's report that a reader of the log needs. */
export interface RunLogReport {
  readonly strategy: string | null;
  readonly reason: string;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
}

/**
 * A cut: from here on the conversation has only its first `items` items, and the window is what it was when it had them.
 * A compaction that came later is undone with the cut; the lines stay in the log.
 */
export interface RunLogRewind {
  readonly type: "rewind";
  readonly items: number;
}

/** What is appended to a log. */
export type RunLogRecord<Item = unknown> = RunLogItems<Item> | RunLogCompaction<Item> | RunLogRewind;

/** What the log adds to a record when it writes it. */
export interface RunLogStamp {
  /** Counts the lines: the header has 0, the entry after it 1. */
  readonly sequence: number;
  /** ISO 8601. */
  readonly time: string;
}

/** A line of the log after its header. */
export type RunLogEntry<Item = unknown> = RunLogRecord<Item> & RunLogStamp;

/** What an item of the window stands for, as positions in the full conversation. */
export interface RunLogSource {
  /** Position of the item itself; `null` for one that a compaction put in. */
  readonly origin: number | null;
  /** Items that are out of the window and for which this one stands. */
  readonly covers: readonly number[];
}

/** What became of each item of the full conversation. */
export interface RunLogCoverage {
  /** Length of the full conversation. */
  readonly items: number;
  /** One for each item of the window. */
  readonly window: readonly RunLogSource[];
  /** Positions of items that were taken out by a repair. */
  readonly repaired: readonly number[];
}

/** What was found on reading a log. */
export interface RunLogReading {
  /** Bytes at the end that a crash left half written, and that are no part of the log. */
  readonly tornBytes: number;
  /** Entries of types that this version does not know; they stay in the log. */
  readonly unknownEntries: number;
}

/** A log as it can be read. Arrays are not changed later: an append leads to new ones. */
export interface ReadableRunLog<Item = unknown> {
  readonly header: RunLogHeader;
  readonly reading: RunLogReading;
  /** The full conversation, nothing compacted. */
  conversation(): readonly Item[];
  /** What the agent currently sends. */
  window(): readonly Item[];
  coverage(): RunLogCoverage;
}

/** A log that is open for writing. */
export interface RunLog<Item = unknown> extends ReadableRunLog<Item> {
  /**
   * Resolves once the record is safe. Records are written one after the other, in the order of the calls; a record that
   * is rejected has changed nothing.
   *
   * @throws MassGenError
   */
  append(record: RunLogRecord<Item>): Promise<void>;
  /** Forgets everything, for good: only the header stays. */
  clear(): Promise<void>;
  /** Waits for what is being written; afterwards the log can be opened again. */
  close(): Promise<void>;
}
