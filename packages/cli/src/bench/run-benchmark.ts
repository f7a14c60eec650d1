import type { TokenCounter } from "@massgen/compaction";
import { MassGenError } from "@massgen/core";
import { inputError } from "../input-error.ts";
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

/**
 * Replays sessions under each contestant, one after the other. An abort ends it early with what is done; a file that
 * cannot be read is named and passed over.
 */
export async function runBenchmark(paths: readonly string[], settings: BenchmarkSettings): Promise<BenchResult> {
  const { limits, rates, counter, signal } = settings;
  const sessions: SessionFacts[] = [];
  const rows: BenchRow[] = [];
  const unread: UnreadFile[] = [];
  for (const path of paths) {
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
    `${log.path}: instructions and tools alone have about ${fit.overhead} tokens, and the target is ${target}.`,
    "Choose a larger --context-window or --target.",
  );
}

/** An option that is wrong is wrong for every file. */
function isOurs({ code }: MassGenError): boolean {
  return code === "invalid-option";
}
