import type { SessionLog } from "../session-logs/session-log.ts";
import { checkModel, type ModelCheck } from "./check-model.ts";
import type { Limits, Rates } from "./limits.ts";
import type { promptCache } from "./prefix-cache.ts";
import type { BenchRow } from "./replay/row.ts";
import type { BenchSession } from "./session.ts";
import type { SizeFit } from "./sizes/fit-sizes.ts";

/** What was replayed, and how well it is known. */
export interface SessionFacts extends Pick<SessionLog, "path" | "source" | "format" | "compactions" | "skipped"> {
  readonly items: number;
  /** Requests. */
  readonly calls: number;
  /** Requests whose usage the provider reported. */
  readonly usageRecords: number;
  readonly sizes: SizeFit;
  readonly check: ModelCheck | null;
}

/** A file that holds no session that can be replayed. */
export interface UnreadFile {
  readonly path: string;
  readonly reason: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** A finished benchmark, as `--json` prints it. */
export interface BenchResult {
  readonly settings: {
    readonly limits: Limits;
    readonly rates: Rates;
    readonly promptCache: typeof promptCache;
    /** Name of the token counter. */
    readonly counter: string;
  };
  readonly sessions: readonly SessionFacts[];
  readonly rows: readonly BenchRow[];
  /** Files that could not be read, and why. */
  readonly unread: readonly UnreadFile[];
  /** Whether it was interrupted, so that sessions or rows are missing. */
  readonly interrupted: boolean;
}

export function sessionFacts({ log, fit, points }: BenchSession, rates: Rates): SessionFacts {
  const { path, source, format, compactions, skipped, items, calls } = log;
  return {
    path,
    source,
    format,
    items: items.length,
    calls: calls.length,
    usageRecords: calls.filter(({ usage }) => usage !== undefined).length,
    compactions,
    sizes: fit,
    check: checkModel(log, points, fit, rates),
    skipped,
  };
}
