import type { CallFacts } from "../adapters/item-adapter.ts";
import type { ConversationView } from "../conversation/conversation-view.ts";
import { clearedNote, isStub } from "../conversation/notes.ts";
import { checkCounts } from "./option-checks.ts";
import { type PreviewOptions, previewOf } from "./preview.ts";
import type { Edit, Strategy } from "./strategy.ts";
import { type ResultNote, replaceByNotes, type ToolResult, tokensOfResult, toolResults } from "./tool-results.ts";

/** Share of the target that the newest results keep where clearing all of them would not reach it either. */
const recentShare = 0.5;

export interface ClearToolResultsOptions {
  /** Newest tool results that stay whole, of those that may be cleared at all. Default 3. */
  readonly keepRecent?: number;
  /**
   * Newest tool results that stay whole, in tokens of all of them together; this or `keepRecent` counts, whichever
   * keeps more. Default 0, since a fixed size could be more than a small window has.
   */
  readonly protectTokens?: number;
  /** Results of fewer tokens than this stay: a note costs 13 to 27. Default 50. */
  readonly minimumTokens?: number;
  /**
   * Tokens that clearing must save, or nothing is cleared. Where the target asks for less, more is cleared, so that the
   * next turns need not clear again: everything behind the oldest cleared result leaves the provider's prompt cache. At
   * usual prices (cached input a tenth, writing to the cache 1.25 of the price) it pays after 11.5 × (tokens behind it
   * ÷ tokens saved) calls. Default 0: a smaller saving still spares the conversation a strategy that takes more.
   */
  readonly minimumSavings?: number;
  /** Names of tools whose results stay, or what decides that of a call. Default: none. */
  readonly exclude?: readonly string[] | ((call: ToolCall) => boolean);
  /** What stays of a cleared result below its note. Default: nothing. */
  readonly preview?: PreviewOptions;
}

/** A call as its model made it. */
export type ToolCall = Pick<CallFacts, "name" | "arguments">;

/**
 * Replaces old tool results by a one-line note, oldest first, all in one proposal and no more than the target asks for.
 * Calls stay, so the model still sees what it did. Where clearing alone cannot reach the target, some other strategy has
 * to take old items out anyway; then the newest results of half of the target stay whole. Offline and deterministic.
 *
 * @throws MassGenError `invalid-option`
 */
export function clearToolResults<Item>(options: ClearToolResultsOptions = {}): Strategy<Item> {
  const { keepRecent = 3, protectTokens = 0, minimumTokens = 50, minimumSavings = 0, preview = {} } = options;
  const { head = 0, tail = 0 } = preview;
  checkCounts("clearToolResults", { keepRecent, protectTokens, minimumTokens, minimumSavings });
  checkCounts("clearToolResults", { "preview.head": head, "preview.tail": tail });
  const isExcluded = excluder(options.exclude);

  return {
    name: "clear-tool-results",
    propose(view, { target }) {
      const asked = view.totalTokens - target;
      if (asked <= 0) return { kind: "nothing", reason: "the conversation is within the target" };
      const results = toolResults(view).filter((result) => result.editable && !isExcluded(result.call));
      const everything = clearOld(view, results, protectTokens, asked);
      const { edits, saved } =
        everything.saved >= asked
          ? everything
          : clearOld(view, results, Math.max(protectTokens, target * recentShare), asked);
      if (edits.length === 0) return { kind: "nothing", reason: "no old tool output is large enough to clear" };
      if (saved >= minimumSavings) return { kind: "edits", edits };
      return {
        kind: "nothing",
        reason: `clearing would save ${saved} tokens, less than the ${minimumSavings} required`,
      };
    },
  };

  /** Clears what is older than the newest results of so many tokens, until that saves what is asked for. */
  function clearOld(
    view: ConversationView<Item>,
    results: readonly ToolResult[],
    protectedTokens: number,
    asked: number,
  ): { readonly edits: readonly Edit<Item>[]; readonly saved: number } {
    const old = results.slice(0, startOfRecent(view, results, protectedTokens));
    const edits: Edit<Item>[] = [];
    let saved = 0;
    for (const itemResults of byItem(old)) {
      const missing = Math.max(asked, minimumSavings) - saved;
      if (missing <= 0) break;
      const replaced = clearItem(view, itemResults, missing);
      if (replaced === undefined) continue;
      edits.push(replaced.edit);
      saved += replaced.saved;
    }
    return { edits, saved };
  }

  /** Position of the first result that is new enough to stay. */
  function startOfRecent(
    view: ConversationView<Item>,
    results: readonly ToolResult[],
    protectedTokens: number,
  ): number {
    let start = Math.max(0, results.length - keepRecent);
    if (protectedTokens === 0) return start;
    let tokens = results.slice(start).reduce((total, result) => total + tokensOfResult(view, result), 0);
    for (; start > 0; start -= 1) {
      tokens += tokensOfResult(view, results[start - 1] as ToolResult);
      if (tokens > protectedTokens) break;
    }
    return start;
  }

  /** Clears the oldest results of one item that together save what is missing. */
  function clearItem(view: ConversationView<Item>, { index, results }: ItemResults, missing: number) {
    if (results.every(({ text }) => isStub(text))) return undefined;
    const id = view.archiveId([view.items[index] as Item]);
    const notes: ResultNote[] = [];
    let estimate = 0;
    for (const result of results) {
      // Sizes may be scaled and rounded, so that each of the parts can be half a token off.
      if (notes.length > 0 && estimate - results.length >= missing) break;
      if (isStub(result.text)) continue;
      const tokens = tokensOfResult(view, result);
      if (tokens < minimumTokens) continue;
      const note = clearedNote(tokens, id);
      const text = head + tail === 0 ? note : `${note}\n${previewOf(result.text, { head, tail })}`;
      const gain = results.length === 1 ? tokens : tokens - view.countText(text);
      if (gain <= 0) continue;
      estimate += gain;
      notes.push({ callId: result.callId, text });
    }
    return replaceByNotes(view, index, notes, "old tool output cleared");
  }
}

function excluder(exclude: ClearToolResultsOptions["exclude"]): (call: ToolCall | undefined) => boolean {
  if (exclude === undefined) return () => false;
  if (typeof exclude === "function") return (call) => call !== undefined && exclude(call);
  const names = new Set(exclude);
  return (call) => call !== undefined && names.has(call.name);
}

/** Results that share an item. */
interface ItemResults {
  readonly index: number;
  readonly results: readonly ToolResult[];
}

function byItem(results: readonly ToolResult[]): readonly ItemResults[] {
  const items: { readonly index: number; readonly results: ToolResult[] }[] = [];
  for (const result of results) {
    const last = items.at(-1);
    if (last?.index === result.index) last.results.push(result);
    else items.push({ index: result.index, results: [result] });
  }
  return items;
}
