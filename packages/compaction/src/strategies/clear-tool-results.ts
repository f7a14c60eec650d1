import type { ConversationView } from "../conversation/conversation-view.ts";
import { clearedNote, isClearedNote } from "../conversation/notes.ts";
import type { Edit, Proposal, Strategy } from "./strategy.ts";

export interface ClearToolResultsOptions {
  /** Newest tool results that stay whole. Default 3. */
  readonly keepRecent?: number;
  /** Results of fewer tokens than this are not worth a cleared note. Default 50. */
  readonly minimumTokens?: number;
}

/**
 * Replaces old tool outputs by a one-line note, oldest first, no more of them than the target asks for. Calls stay, so
 * the model still sees what it did.
 */
export function clearToolResults<Item>(options: ClearToolResultsOptions = {}): Strategy<Item> {
  const { keepRecent = 3, minimumTokens = 50 } = options;
  return {
    name: "clear-tool-results",
    propose(view, { target }) {
      const candidates = replaceableResults(view).slice(0, keepRecent === 0 ? undefined : -keepRecent);
      return clearUntil(view, target, candidates, minimumTokens);
    },
  };
}

interface ToolResult {
  readonly index: number;
  readonly callId: string;
  readonly text: string;
}

function replaceableResults<Item>(view: ConversationView<Item>): readonly ToolResult[] {
  return view.facts.flatMap((facts, index) =>
    view.pinned.has(index)
      ? []
      : facts.results.filter((result) => result.replaceable).map(({ callId, text }) => ({ index, callId, text })),
  );
}

function clearUntil<Item>(
  view: ConversationView<Item>,
  target: number,
  candidates: readonly ToolResult[],
  minimumTokens: number,
): Proposal<Item> {
  const edits = new Map<number, Edit<Item> & { kind: "replace" }>();
  let total = view.totalTokens;
  for (const { index, callId, text } of candidates) {
    if (total <= target) break;
    if (isClearedNote(text)) continue;
    const original = view.items[index] as Item;
    const before = edits.get(index)?.item ?? original;
    const tokens = view.countItem(before);
    if (tokens < minimumTokens) continue;
    const item = view.adapter.replaceResult(
      before,
      callId,
      clearedNote(view.countText(text), view.archiveId([original])),
    );
    const saved = tokens - view.countItem(item);
    if (saved <= 0) continue;
    total -= saved;
    edits.set(index, { kind: "replace", index, item, reason: "old tool output cleared" });
  }
  if (edits.size === 0) return { kind: "nothing", reason: "no old tool output is large enough to clear" };
  return { kind: "edits", edits: [...edits.values()] };
}
