import type { ItemAdapter, TokenCounter } from "@massgen/compaction";
import type { SessionLog } from "../session-logs/session-log.ts";
import { createBreather } from "./breather.ts";
import { fitSizes, type SizeFit, type SizePoint } from "./sizes/fit-sizes.ts";
import { createItemSizes, type ItemSizes } from "./sizes/item-sizes.ts";
import { rememberingAdapter } from "./sizes/remembering-adapter.ts";
import { rememberingCounter } from "./sizes/remembering-counter.ts";
import { scaledCounter } from "./sizes/scaled-counter.ts";

/** A request of the session. */
interface ReplayedCall {
  /** Index of the first item that it brought about. */
  readonly afterItem: number;
  readonly outputTokens: number;
}

/** A session that is ready to be replayed. */
export interface BenchSession {
  readonly log: SessionLog;
  readonly adapter: ItemAdapter<unknown>;
  /** In the provider's tokens, where its usage taught them. Remembers texts, since rows count the same ones. */
  readonly counter: TokenCounter;
  /** The same for texts that are counted once, and that nobody should keep. */
  readonly forgetfulCounter: TokenCounter;
  readonly sizes: ItemSizes;
  readonly fit: SizeFit;
  readonly calls: readonly ReplayedCall[];
  /** Requests whose size was reported, for checks of the model. */
  readonly points: readonly (SizePoint & { readonly call: number })[];
}

/** Counts a session's items, and learns from its usage records how its provider counts. */
export async function prepareSession(
  log: SessionLog,
  counter: TokenCounter,
  signal?: AbortSignal,
): Promise<BenchSession> {
  const adapter = rememberingAdapter(log.adapter);
  const remembering = rememberingCounter(counter);
  const points = await sizePoints(log, createItemSizes(adapter, remembering), signal);
  const fit = fitSizes(points);
  const scaled = scaledCounter(remembering, fit.scale);
  const forgetfulCounter = scaledCounter(counter, fit.scale);
  const sizes = createItemSizes(adapter, scaled);
  const breathe = createBreather(signal);
  const calls: ReplayedCall[] = [];
  for (const [index, { afterItem, usage }] of log.calls.entries()) {
    await breathe();
    const end = log.calls[index + 1]?.afterItem ?? log.items.length;
    const outputTokens = usage?.outputTokens ?? outputOf(log.items.slice(afterItem, end), adapter, sizes);
    calls.push({ afterItem, outputTokens });
  }
  return { log, adapter, counter: scaled, forgetfulCounter, sizes, fit, calls, points };
}

/** For each call with usage, what its items count and what was reported. */
async function sizePoints(
  { items, calls }: Pick<SessionLog, "items" | "calls">,
  sizes: ItemSizes,
  signal?: AbortSignal,
): Promise<readonly (SizePoint & { readonly call: number })[]> {
  const breathe = createBreather(signal);
  const points: (SizePoint & { readonly call: number })[] = [];
  let counted = 0;
  let position = 0;
  for (const [call, { afterItem, usage }] of calls.entries()) {
    for (; position < afterItem; position += 1) {
      await breathe();
      counted += sizes.of(items[position]);
    }
    if (usage !== undefined && usage.inputTokens > 0) points.push({ call, counted, reported: usage.inputTokens });
  }
  return points;
}

/** What the model said up to the next call, without what its tools answered. */
function outputOf(items: readonly unknown[], adapter: ItemAdapter<unknown>, sizes: ItemSizes): number {
  const end = items.findIndex((item) => adapter.describe(item).role !== "assistant");
  return sizes.total(end < 0 ? items : items.slice(0, end));
}
