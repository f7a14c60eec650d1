import { type CompactionReport, createCompactor, type Strategy, type TokenCounter } from "@massgen/compaction";
import type { ConversationItem } from "@massgen/core";
import { callTimeout } from "./contestants.ts";
import type { Session } from "./session/read-session.ts";

/** When compaction is due, and how far down it goes. */
export interface Limits {
  /** Tokens. */
  readonly contextWindow: number;
  /** A share of the window, or tokens. */
  readonly trigger: number;
  /** A share of the window, or tokens. */
  readonly target: number;
}

/** A request that the session's agent made, with the conversation as compaction had left it. */
interface ReplayedRequest {
  /** As estimated by the compactor. */
  readonly tokens: number;
  /** Those that the request before it had too, at its beginning; what a prompt cache can serve at most. */
  readonly repeatedTokens: number;
}

/** What a session was like under one strategy. */
export interface Replay {
  readonly requests: readonly ReplayedRequest[];
  /** Reports of compactions that were due, those that failed included. */
  readonly compactions: readonly CompactionReport[];
}

export interface ReplaySettings {
  readonly limits: Limits;
  /** Default: the compactor's. */
  readonly counter?: TokenCounter | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Several calls of a model may be one compaction. */
const compactionTimeout = 2 * callTimeout;

/**
 * Replays a session as its agent would: what is new is added, and the compactor has its turn before each request. The
 * session's own requests are not made; what it says next is known.
 *
 * @throws MassGenError `orphaned-result`; the signal's reason on abort.
 */
export async function replay(
  { items, requests: places }: Pick<Session, "items" | "requests">,
  strategy: Strategy<ConversationItem>,
  { limits, counter, signal }: ReplaySettings,
): Promise<Replay> {
  const compactor = createCompactor<ConversationItem>({
    ...limits,
    format: "openai-responses",
    strategies: [strategy],
    deadlineMilliseconds: compactionTimeout,
    ...(counter && { counter }),
  });
  const requests: ReplayedRequest[] = [];
  const compactions: CompactionReport[] = [];
  let window: readonly ConversationItem[] = [];
  let added = 0;
  for (const place of places) {
    const { items: fitted, report } = await compactor.fit([...window, ...items.slice(added, place)], {
      ...(signal && { signal }),
    });
    if (report.status !== "skipped") compactions.push(report);
    const repeatedTokens = report.status === "compacted" ? 0 : (requests.at(-1)?.tokens ?? 0);
    requests.push({ tokens: report.tokensAfter, repeatedTokens });
    window = fitted;
    added = place;
  }
  return { requests, compactions };
}

/** The session as it is, without compaction. */
export function replayWhole(session: Session, { counter, signal }: Omit<ReplaySettings, "limits">): Promise<Replay> {
  const nothing: Strategy<ConversationItem> = { name: "none", propose: () => ({ kind: "nothing", reason: "none" }) };
  const limits = { contextWindow: Number.MAX_SAFE_INTEGER, trigger: 1, target: 0.5 };
  return replay(session, nothing, { limits, counter, signal });
}
