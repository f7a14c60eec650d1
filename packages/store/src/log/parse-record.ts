import type { RunLogCompaction, RunLogInsertion, RunLogRange, RunLogRecord } from "@massgen/core";

/** What an object of a log turned out to be. */
export type ParsedRecord<Item> =
  | { readonly kind: "record"; readonly record: RunLogRecord<Item> }
  /** Of a type that a later version brought. */
  | { readonly kind: "unknown" }
  | { readonly kind: "invalid"; readonly problem: string };

/** Finds out what a record is; what its items are is their author's business. */
export function parseRecord<Item>(value: unknown): ParsedRecord<Item> {
  if (!isObject(value) || typeof value.type !== "string") return invalid("is not an entry");
  switch (value.type) {
    case "items":
      return isItems<Item>(value) ? { kind: "record", record: value } : invalid("has no list of items");
    case "rewind":
      return isRewind(value) ? { kind: "record", record: value } : invalid("does not say where it goes back to");
    case "compaction":
      return isCompaction<Item>(value) ? { kind: "record", record: value } : invalid("is not a whole compaction");
    default:
      return { kind: "unknown" };
  }
}

function invalid(problem: string): ParsedRecord<never> {
  return { kind: "invalid", problem };
}

type Fields = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isItems<Item>(value: Fields): value is Fields & { type: "items"; items: readonly Item[] } {
  return Array.isArray(value.items);
}

function isRewind(value: Fields): value is Fields & { type: "rewind"; items: number } {
  return isCount(value.items);
}

function isCompaction<Item>(value: Fields): value is Fields & RunLogCompaction<Item> {
  const { itemsBefore, itemsAfter, inserted, repaired, archived, report } = value;
  return (
    isCount(itemsBefore) &&
    isCount(itemsAfter) &&
    isListOf(inserted, isInsertion) &&
    isListOf(repaired, isRange) &&
    isListOf(archived, (id) => typeof id === "string") &&
    isObject(report)
  );
}

function isInsertion(value: unknown): value is RunLogInsertion {
  return isObject(value) && isCount(value.before) && "item" in value && isListOf(value.covers, isRange);
}

function isRange(value: unknown): value is RunLogRange {
  return isListOf(value, isCount) && value.length === 2 && value.every(isCount) && Number(value[0]) < Number(value[1]);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isListOf(value: unknown, check: (entry: unknown) => boolean): value is readonly unknown[] {
  return Array.isArray(value) && value.every(check);
}
