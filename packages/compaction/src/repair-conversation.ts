import { MassGenError, type RunLogCompaction } from "@massgen/core";
import { chooseAdapter } from "./adapters/choose-adapter.ts";
import type { Format } from "./adapters/detect-format.ts";
import type { ItemAdapter, ItemFacts } from "./adapters/item-adapter.ts";
import { applyEdits, originalDraft, repairEdits } from "./conversation/draft.ts";
import { pairCalls } from "./conversation/pairing.ts";
import { findRepairs, openCalls } from "./conversation/repair.ts";
import { logRecordOf } from "./log-record.ts";

export interface RepairOptions<Item> {
  /** Name of the items' format, where it is one of ours. Default: detected. */
  readonly format?: Format;
  /** The items' format, where it is one of your own. */
  readonly adapter?: ItemAdapter<Item>;
}

/** A conversation that can be sent. */
export interface Repaired<Item> {
  /** The very array that was passed in where nothing was wrong with it. */
  readonly items: readonly Item[];
  /** What was wrong, in words; empty where nothing was. */
  readonly reasons: readonly string[];
  /** The entry for a run log; absent where nothing was wrong. */
  readonly record?: RunLogCompaction<Item>;
}

/**
 * Makes a conversation sendable that no provider would accept, as one that a crash or another program left behind: each
 * call gets an answer that says that there was none, and what cannot be mended is taken out: results without a call,
 * reasoning that led to nothing, items that are none.
 *
 * @throws MassGenError `unknown-format`
 */
export function repairConversation<Item>(items: readonly Item[], options: RepairOptions<Item> = {}): Repaired<Item> {
  if (items.length === 0) return { items, reasons: [] };
  const adapter = chooseAdapter(items, options);
  const { facts, removed } = describeAll(items, adapter);
  if (removed.size === 0 && isSendable(facts)) return { items, reasons: [] };
  const kept = items.map((_, index) => index).filter((index) => !removed.has(index));
  const repairs = findRepairs(
    kept.map((index) => items[index] as Item),
    kept.map((index) => facts[index] as ItemFacts),
    openCalls(kept.map((index) => facts[index] as ItemFacts)),
    adapter,
  );
  const edits = repairEdits(repairs).map((edit) =>
    edit.kind === "insert"
      ? { ...edit, before: kept[edit.before] ?? items.length }
      : { ...edit, index: kept[edit.index] ?? items.length },
  );
  const removals = [...removed].map(([index, reason]) => ({ kind: "remove", index, reason }) as const);
  const draft = applyEdits(originalDraft(items), [...removals, ...edits]);
  const result = draft.items.map(({ item }) => item);
  const reasons = [...new Set([...removals, ...edits].map(({ reason }) => reason))];
  const report = { strategy: "repair", reason: reasons.join("; "), tokensBefore: 0, tokensAfter: 0 };
  const accepted = { draft, repaired: draft.removed.map(({ origin }) => origin), archived: [] };
  const record = logRecordOf(accepted, { ...report, itemsBefore: items.length, itemsAfter: result.length });
  return { items: result, reasons, record };
}

interface Described {
  /** Facts of each item; empty ones of an item that is to go. */
  readonly facts: readonly ItemFacts[];
  /** Why an item is to go, by index. */
  readonly removed: ReadonlyMap<number, string>;
}

const noFacts: ItemFacts = {
  role: "system",
  type: "",
  calls: [],
  results: [],
  reasoning: false,
  standsForPrefix: false,
  parts: [],
};

function describeAll<Item>(items: readonly Item[], adapter: ItemAdapter<Item>): Described {
  const removed = new Map<number, string>();
  const facts = items.map((item, index) => {
    try {
      return adapter.describe(item);
    } catch (error) {
      if (!MassGenError.isInstance(error)) throw error;
      removed.set(index, "what is no item of this format");
      return noFacts;
    }
  });
  for (const { index } of pairCalls(facts).orphaned) {
    // A user may have spoken in the same item, and then it is not the repair's to take out.
    if (facts[index]?.role === "tool") removed.set(index, "a result without its call");
  }
  return { facts: facts.map((fact, index) => (removed.has(index) ? noFacts : fact)), removed };
}

function isSendable(facts: readonly ItemFacts[]): boolean {
  const { unanswered, orphaned } = pairCalls(facts);
  if (unanswered.length > 0 || orphaned.length > 0) return false;
  return facts.every((fact, index) => !fact.reasoning || facts[index + 1]?.role === "assistant");
}
