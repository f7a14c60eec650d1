import type { Archive, CompactionReport, Strategy } from "@massgen/compaction";
import type { Limits } from "../limits.ts";
import type { BenchSession } from "../session.ts";

/**
 * Where a row's figures come from. `offline`: nothing was asked, and nothing had to be. `live`: a model was asked.
 * `emulated`: a stated rule took the place of a model.
 */
export type RowMode = "offline" | "live" | "emulated";

/** One way to keep a conversation inside its window. */
export interface Contestant {
  /** Name of its row. */
  readonly strategy: string;
  readonly mode: RowMode;
  /** Whether what it leaves is text that says what it says, so that recall can be measured. */
  readonly isReadable: boolean;
  start(session: BenchSession, limits: Limits): Keeper;
}

/** Keeps one conversation; has its turn before each request. */
export interface Keeper {
  /** Where it puts what it takes out; `undefined` where it takes out nothing, or keeps nothing. */
  readonly archive?: Archive | undefined;
  fit(items: readonly unknown[], signal: AbortSignal | undefined): Promise<KeeperResult>;
}

export interface KeeperResult {
  readonly items: readonly unknown[];
  /** What was done; `undefined` where nothing was due. */
  readonly report?: CompactionReport | undefined;
}

/** What a strategy of ours is made for. */
export type MakeStrategies = (session: BenchSession, limits: Limits) => readonly Strategy<unknown>[];
