import type { ConversationView } from "../../../conversation/conversation-view.ts";
import type { LedgerCall } from "./ledger-entry.ts";

/** Finds the calls that an item makes, each with its result. */
export function callReader<Item>(view: ConversationView<Item>): (index: number) => readonly LedgerCall[] {
  const resultIndexes = new Map(view.pairs.map((pair) => [`${pair.callIndex} ${pair.callId}`, pair.resultIndex]));
  return (index) =>
    (view.facts[index]?.calls ?? []).map(({ id, name, arguments: text }) => {
      const answers = view.facts[resultIndexes.get(`${index} ${id}`) ?? -1]?.results;
      const result = answers?.find(({ callId }) => callId === id)?.text;
      return { name, arguments: text, input: objectIn(text), result };
    });
}

/** Tells the tool that answered with a result, by the result's item and call. */
export function toolNames<Item>(view: ConversationView<Item>): (resultIndex: number, callId: string) => string {
  const callIndexes = new Map(view.pairs.map((pair) => [`${pair.resultIndex} ${pair.callId}`, pair.callIndex]));
  return (resultIndex, callId) => {
    const calls = view.facts[callIndexes.get(`${resultIndex} ${callId}`) ?? -1]?.calls;
    return calls?.find(({ id }) => id === callId)?.name ?? "a call";
  };
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
