import type { Format, ItemAdapter, Usage } from "@massgen/compaction";

/** Which program wrote a log. */
type SessionSource = "claude-code" | "codex" | "massgen-log" | "conversation";

/** A call of a model, as the log tells it. */
export interface SessionCall {
  /** Index of the first item that the call brought about: all items before it were its input. */
  readonly afterItem: number;
  /** What the provider reported, where it did. */
  readonly usage?: Usage | undefined;
  readonly model?: string | undefined;
}

/** Records that are not part of what was read. */
export interface SkippedRecords {
  /** Why, in words that go on from the count: `12 lines that are no JSON`, `1 line that is no JSON`. */
  readonly reason: string;
  readonly count: number;
}

/** A session as it was found on disk: the full conversation, whatever compaction its program did. */
export interface SessionLog {
  /** The path as it was given. */
  readonly path: string;
  readonly source: SessionSource;
  /** Format of the items. */
  readonly format: Format;
  readonly adapter: ItemAdapter<unknown>;
  readonly items: readonly unknown[];
  /** In order of `afterItem`. */
  readonly calls: readonly SessionCall[];
  /** Compactions that the session's own program did; what they took out is among the items all the same. */
  readonly compactions: number;
  readonly skipped: readonly SkippedRecords[];
}

/** What a reader of one kind of log found, before its items are looked at. */
export interface RawSession {
  readonly source: SessionSource;
  /** Format that the kind of log has, or that the file names; detected where it is left out. */
  readonly format?: Format | undefined;
  readonly items: readonly unknown[];
  /** Empty where the log does not say; then calls follow from the items. */
  readonly calls: readonly SessionCall[];
  readonly compactions: number;
}
