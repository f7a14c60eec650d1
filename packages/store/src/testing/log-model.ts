import type { RunLogCompaction, RunLogInsertion } from "@massgen/core";
import fc from "fast-check";

/** One thing that may happen to a log, in numbers that fit any window. */
export type Step =
  | { readonly kind: "append"; readonly count: number }
  /** What becomes of each position of the window, over and over. */
  | { readonly kind: "compact"; readonly fates: readonly Fate[] }
  /** Share of the way that led here which stays. */
  | { readonly kind: "rewind"; readonly share: number }
  /** Share of the file, after its header, that reached the disk. */
  | { readonly kind: "crash"; readonly share: number }
  | { readonly kind: "reopen" };

export type Fate = "keep" | "replace" | "join" | "repair" | "add";

/** A double of fast-check is nearly always next to nothing. */
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const fates = fc.array(fc.constantFrom<Fate>("keep", "replace", "join", "join", "repair", "add"), {
  minLength: 1,
  maxLength: 8,
});

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant("append" as const), count: fc.integer({ min: 0, max: 6 }) }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("compact" as const), fates }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("rewind" as const), share }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("crash" as const), share }) },
    { weight: 1, arbitrary: fc.constant({ kind: "reopen" as const }) },
  ),
  { minLength: 1, maxLength: 14, size: "max" },
);

/** An item of the model's window, and the numbers of the original items that it stands for. */
interface ModelItem {
  readonly item: unknown;
  readonly originals: readonly number[];
}

/** What the log should hold at one moment. */
export interface ModelState {
  readonly conversation: readonly unknown[];
  readonly window: readonly ModelItem[];
  readonly repaired: readonly number[];
}

/** Every state that led to the present one, one for each item and compaction: the plainest thing that can be right. */
export type Timeline = readonly ModelState[];

export const beginning: Timeline = [{ conversation: [], window: [], repaired: [] }];

export function now(timeline: Timeline): ModelState {
  return timeline.at(-1) ?? { conversation: [], window: [], repaired: [] };
}

export function afterItem(timeline: Timeline, item: unknown): Timeline {
  const { conversation, window, repaired } = now(timeline);
  const added = { item, originals: [conversation.length] };
  return [...timeline, { conversation: [...conversation, item], window: [...window, added], repaired }];
}

export function afterRewind(timeline: Timeline, length: number): Timeline {
  return timeline.slice(0, timeline.findLastIndex(({ conversation }) => conversation.length === length) + 1);
}

/** A compaction of the window by its fates, as a record and as what it leads to. */
export function compactModel(timeline: Timeline, chosen: readonly Fate[], name: string) {
  const { conversation, window, repaired } = now(timeline);
  const inserted: (RunLogInsertion & { covers: [number, number][] })[] = [];
  const repairedPositions: number[] = [];
  const result: { item: unknown; originals: number[] }[] = [];
  let joinable: { insertion: (typeof inserted)[number]; entry: (typeof result)[number] } | undefined;
  const insert = (before: number) => {
    const item = { note: `${name}.${inserted.length}` };
    const insertion = { before, item, covers: [] };
    const entry = { item, originals: [] };
    inserted.push(insertion);
    result.push(entry);
    return { insertion, entry };
  };
  for (const [position, entry] of window.entries()) {
    const fate = chosen[position % chosen.length];
    const isOriginal = conversation.includes(entry.item);
    if (fate === "repair" && (isOriginal || entry.originals.length === 0)) {
      repairedPositions.push(position);
    } else if (fate === "replace" || (fate === "join" && joinable !== undefined)) {
      if (fate === "replace" || joinable === undefined) joinable = insert(position);
      joinable.insertion.covers.push([position, position + 1]);
      joinable.entry.originals.push(...entry.originals);
    } else {
      if (fate === "add") insert(position);
      result.push({ ...entry, originals: [...entry.originals] });
    }
  }
  const takenOut = repairedPositions.flatMap((position) => window[position]?.originals ?? []);
  const record: RunLogCompaction = {
    type: "compaction",
    itemsBefore: window.length,
    itemsAfter: result.length,
    inserted,
    repaired: repairedPositions.map((position) => [position, position + 1] as const),
    archived: [],
    report: { strategy: "made-up", reason: "made up", tokensBefore: 2, tokensAfter: 1 },
  };
  return { record, timeline: [...timeline, { conversation, window: result, repaired: [...repaired, ...takenOut] }] };
}
