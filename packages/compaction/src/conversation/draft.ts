import type { Edit } from "../strategies/strategy.ts";
import type { Repair } from "./repair.ts";

/** An item on its way from the original conversation to the result. */
export interface DraftItem<Item> {
  readonly item: Item;
  /** Index in the original; `null` where the item is new. */
  readonly origin: number | null;
  /** Why the item is new or changed; `null` where it is as it was. */
  readonly reason: string | null;
}

/** An original item that is not in the draft any more. */
export interface RemovedItem {
  readonly origin: number;
  readonly reason: string;
}

export interface Draft<Item> {
  readonly items: readonly DraftItem<Item>[];
  readonly removed: readonly RemovedItem[];
}

export function originalDraft<Item>(items: readonly Item[]): Draft<Item> {
  return { items: items.map((item, origin) => ({ item, origin, reason: null })), removed: [] };
}

/** Edits in the form of repairs: both are the same three changes. */
export function repairEdits<Item>(repairs: readonly Repair<Item>[]): readonly Edit<Item>[] {
  return repairs.map((repair) =>
    repair.kind === "remove"
      ? repair
      : {
          kind: "insert",
          before: repair.before,
          item: repair.item,
          reason: `call ${repair.callId} was never answered`,
        },
  );
}

/** A new draft with the edits made; the draft passed in stays as it is. */
export function applyEdits<Item>(draft: Draft<Item>, edits: readonly Edit<Item>[]): Draft<Item> {
  const inserts = new Map<number, DraftItem<Item>[]>();
  const changes = new Map<number, Edit<Item>>();
  for (const edit of edits) {
    if (edit.kind === "insert") {
      const inserted = { item: edit.item, origin: null, reason: edit.reason };
      const waiting = inserts.get(edit.before);
      if (waiting === undefined) inserts.set(edit.before, [inserted]);
      else waiting.push(inserted);
    } else changes.set(edit.index, edit);
  }
  const items: DraftItem<Item>[] = [];
  const removed: RemovedItem[] = [...draft.removed];
  draft.items.forEach((entry, index) => {
    items.push(...(inserts.get(index) ?? []));
    const change = changes.get(index);
    if (change === undefined) items.push(entry);
    else if (change.kind === "replace") items.push({ item: change.item, origin: entry.origin, reason: change.reason });
    else if (entry.origin !== null) removed.push({ origin: entry.origin, reason: change.reason });
  });
  items.push(...(inserts.get(draft.items.length) ?? []));
  return { items, removed };
}
