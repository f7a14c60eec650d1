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
  /**
   * @param window - what the last request had and what came since. It is one array for the whole session, which goes on
   *   changing: who wants to keep it makes a copy.
   * @returns what to change before the request; `undefined` where nothing was due.
   */
  fit(window: readonly unknown[], signal: AbortSignal | undefined): Promise<KeeperResult | undefined>;
}

/** A change of the window, from one place to its end. */
export interface KeeperResult {
  /** Index of the first item that another takes the place of; the window's length where all of it stays. */
  readonly from: number;
  /** What stands there from now on. */
  readonly items: readonly unknown[];
  /** What was done; its indexes are those of the window. */
  readonly report: CompactionReport;
}

/** What a strategy of ours is made for. */
export type MakeStrategies = (session: BenchSession, limits: Limits) => readonly Strategy<unknown>[];
