import type { TokenCounter } from "@massgen/compaction";
import { MassGenError } from "@massgen/core";
import { inputError } from "../input-error.ts";
import { counted } from "../render/counted.ts";
import { groupDigits } from "../render/numbers.ts";
import { readSessionLog } from "../session-logs/read-session-log.ts";
import { type BenchResult, type SessionFacts, sessionFacts, type UnreadFile } from "./bench-result.ts";
import type { Contestant } from "./contestants/contestant.ts";
import type { Limits, Rates } from "./limits.ts";
import { promptCache } from "./prefix-cache.ts";
import { replay } from "./replay/replay.ts";
import type { BenchRow } from "./replay/row.ts";
import { type BenchSession, prepareSession } from "./session.ts";

/** How far a benchmark is. */
export interface BenchProgress {
  readonly path: string;
  /** What is being done: the name of a row, or `reading`. */
  readonly work: string;
  /** From 0 to 1, of this session. */
  readonly fraction: number;
}

export interface BenchmarkSettings {
  readonly limits: Limits;
  readonly rates: Rates;
  readonly counter: TokenCounter;
  /** Rows for a session, in their order; `none` should be the first, since costs are compared with it. */
  readonly contestants: (session: BenchSession) => readonly Contestant[];
  readonly now: () => number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: BenchProgress) => void;
}

/** What a benchmark is to replay. */
export interface BenchmarkFiles {
  /** Files that were named. */
  readonly named: readonly string[];
  /** Files that were found, in the order of preference. */
  readonly found?: readonly string[];
  /** How many of the found ones to replay: those that cannot be read do not count. Default: none. */
  readonly wanted?: number;
}

/**
 * Replays sessions under each contestant, one after the other. An abort ends it early with what is done; a file that
 * cannot be read is listed and passed over.
 */
export async function runBenchmark(files: BenchmarkFiles, settings: BenchmarkSettings): Promise<BenchResult> {
  const { limits, rates, counter, signal } = settings;
  const { named, found = [], wanted = 0 } = files;
  const isNamed = new Set(named);
  const isFound = new Set(found);
  const sessions: SessionFacts[] = [];
  const rows: BenchRow[] = [];
  const unread: UnreadFile[] = [];
  let taken = 0;
  for (const path of [...named, ...found.filter((candidate) => !isNamed.has(candidate))]) {
    if (taken >= wanted && !isNamed.has(path)) break;
    const before = sessions.length;
    try {
      signal?.throwIfAborted();
      settings.onProgress?.({ path, work: "reading", fraction: 0 });
      const session = await prepareSession(await readSessionLog(path, { signal }), counter, signal);
      checkOverhead(session, limits);
      sessions.push(sessionFacts(session, rates));
      await replayAll(session, settings, rows);
    } catch (error) {
      if (signal?.aborted) break;
      if (!MassGenError.isInstance(error) || isOurs(error)) throw error;
      unread.push({ path, reason: error.problem, remedy: error.remedy });
    }
    if (isFound.has(path) && sessions.length > before) taken += 1;
  }
  return {
    settings: { limits, rates, promptCache, counter: counter.name },
    sessions,
    rows,
    unread,
    interrupted: signal?.aborted === true,
  };
}

async function replayAll(session: BenchSession, settings: BenchmarkSettings, rows: BenchRow[]): Promise<void> {
  const { onProgress, ...replaySettings } = settings;
  const contestants = settings.contestants(session);
  const { path } = session.log;
  let whole: number | null = null;
  for (const [index, contestant] of contestants.entries()) {
    const onCall = (done: number, all: number) =>
      onProgress?.({ path, work: contestant.strategy, fraction: (index + done / all) / contestants.length });
    const row = await replay(session, contestant, { ...replaySettings, onCall });
    if (contestant.strategy === "none") whole = row.cost;
    rows.push({ ...row, relativeCost: row.cost === null || whole === null ? null : row.cost / whole });
  }
}

function checkOverhead({ log, fit }: BenchSession, { target }: Limits): void {
  if (fit.overhead < target) return;
  throw inputError(
    `${log.path}: instructions and tools alone have about ${counted(fit.overhead, "token")}, and the target is ${groupDigits(target)}.`,
    "Choose a larger --context-window or --target.",
  );
}

/** An option that is wrong is wrong for every file. */
function isOurs({ code }: MassGenError): boolean {
  return code === "invalid-option";
}
