import type { Edit } from "../strategies/strategy.ts";
import type { Repair } from "./repair.ts";

/** An item on its way from the original conversation to the result. */
interface DraftItem<Item> {
  readonly item: Item;
  /** Index in the original; `null` where the item is new. */
  readonly origin: number | null;
  /** Original items that it stands for, itself apart. */
  readonly covers: readonly number[];
  /** Why the item is new or changed; `null` where it is as it was. */
  readonly reason: string | null;
}

/** An original item that is not in the draft any more. */
interface RemovedItem {
  readonly origin: number;
  readonly reason: string;
}

export interface Draft<Item> {
  readonly items: readonly DraftItem<Item>[];
  readonly removed: readonly RemovedItem[];
}

export function originalDraft<Item>(items: readonly Item[]): Draft<Item> {
  return { items: items.map((item, origin) => ({ item, origin, covers: [], reason: null })), removed: [] };
}

/** Edits in the form of repairs: both are the same three changes. */
export function repairEdits<Item>(repairs: readonly Repair<Item>[]): readonly Edit<Item>[] {
  return repairs.map((repair) => {
    if (repair.kind === "remove") return repair;
    const reason = `call ${repair.callId} was never answered`;
    return { kind: "insert", before: repair.before, item: repair.item, covers: [], reason };
  });
}

/** A new draft with the edits made; the draft passed in stays as it is. */
export function applyEdits<Item>(draft: Draft<Item>, edits: readonly Edit<Item>[]): Draft<Item> {
  const inserts = new Map<number, DraftItem<Item>[]>();
  const changes = new Map<number, Edit<Item>>();
  for (const edit of edits) {
    if (edit.kind === "insert") {
      const covers = edit.covers.flatMap((index) => originsOf(draft.items[index]));
      const inserted = { item: edit.item, origin: null, covers, reason: edit.reason };
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
    else if (change.kind === "replace") items.push({ ...entry, item: change.item, reason: change.reason });
    else if (entry.origin !== null) removed.push({ origin: entry.origin, reason: change.reason });
  });
  items.push(...(inserts.get(draft.items.length) ?? []));
  return { items, removed };
}

/** Original items that are gone with a draft item. */
function originsOf<Item>(entry: DraftItem<Item> | undefined): readonly number[] {
  if (entry === undefined) return [];
  return entry.origin === null ? entry.covers : [entry.origin, ...entry.covers];
}
