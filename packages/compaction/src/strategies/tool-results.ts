import type { CallFacts, ItemFacts } from "../adapters/item-adapter.ts";
import type { ConversationView } from "../conversation/conversation-view.ts";
import type { Edit } from "./strategy.ts";

/** An answer to a call, where it stands and what it answers. */
export interface ToolResult {
  /** Index of its item. */
  readonly index: number;
  readonly callId: string;
  readonly text: string;
  /** Whether a note may take its place. */
  readonly editable: boolean;
  readonly call: CallFacts | undefined;
  /** Whether its item holds nothing that is not text. */
  readonly textOnly: boolean;
}

/** Every tool result of a conversation, oldest first. */
export function toolResults<Item>(view: ConversationView<Item>): readonly ToolResult[] {
  const results: ToolResult[] = [];
  const callsById = new Map<number, ReadonlyMap<string, CallFacts>>();
  let nextPair = 0;
  view.facts.forEach((facts, index) => {
    const pinned = view.pinned.has(index);
    const textOnly = facts.results.length > 0 && facts.parts.every((part) => part.kind === "text");
    for (const { callId, text, replaceable } of facts.results) {
      const pair = view.pairs[nextPair];
      const isPaired = pair?.resultIndex === index && pair.callId === callId;
      if (isPaired) nextPair += 1;
      const call = isPaired ? findCall(pair.callIndex, callId) : undefined;
      results.push({ index, callId, text, editable: replaceable && !pinned, call, textOnly });
    }
  });
  return results;

  function findCall(index: number, id: string): CallFacts | undefined {
    const calls = view.facts[index]?.calls ?? [];
    if (calls.length < 2) return calls[0];
    const known = callsById.get(index) ?? new Map(calls.map((call) => [call.id, call]));
    callsById.set(index, known);
    return known.get(id);
  }
}

/**
 * Tokens of a result. One that has its item to itself has those of the item, as the report gives them; that spares
 * counting its text again.
 */
export function tokensOfResult<Item>(view: ConversationView<Item>, { index, text }: ToolResult): number {
  const facts = view.facts[index];
  return facts !== undefined && hasItemToItself(facts) ? (view.tokens[index] ?? 0) : view.countText(text);
}

function hasItemToItself(facts: ItemFacts): boolean {
  return facts.role === "tool" && facts.results.length === 1;
}

/** A note for one result. */
export interface ResultNote {
  readonly callId: string;
  readonly text: string;
}

/** One item with notes in place of some of its results; `undefined` where that would not make it smaller. */
export function replaceByNotes<Item>(
  view: ConversationView<Item>,
  index: number,
  notes: readonly ResultNote[],
  reason: string,
): { readonly edit: Edit<Item>; readonly saved: number } | undefined {
  if (notes.length === 0) return undefined;
  const item = notes.reduce(
    (changed, { callId, text }) => view.adapter.replaceResult(changed, callId, text),
    view.items[index] as Item,
  );
  const saved = (view.tokens[index] ?? 0) - view.countItem(item);
  return saved > 0 ? { edit: { kind: "replace", index, item, reason }, saved } : undefined;
}
