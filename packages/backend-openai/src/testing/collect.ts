import type { Backend, BackendEvent, ConversationItem, FinishEvent } from "@massgen/core";

/** All events of a request. */
export async function collect(events: AsyncIterable<BackendEvent>): Promise<readonly BackendEvent[]> {
  const all: BackendEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** The text among the events. */
export function textOf(events: readonly BackendEvent[]): string {
  return events.map((event) => (event.type === "text-delta" ? event.text : "")).join("");
}

/** The last event of a request that went well. */
export function finishOf(events: readonly BackendEvent[]): FinishEvent {
  const last = events.at(-1);
  if (last?.type !== "finish") throw new Error("It did not finish.");
  return last;
}

/** The text of the answer to a conversation. */
export async function answerTo(backend: Backend, items: readonly ConversationItem[]): Promise<string> {
  return textOf(await collect(backend.stream({ items })));
}
