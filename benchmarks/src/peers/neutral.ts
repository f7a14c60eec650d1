/** A call of a tool, as its model made it. */
export interface Call {
  readonly kind: "call";
  readonly id: string;
  readonly name: string;
  /** JSON of an object. */
  readonly arguments: string;
}

/** What a tool answered. */
interface Result {
  readonly kind: "result";
  /** Id of the call. */
  readonly id: string;
  readonly text: string;
}

/** What somebody said. */
interface Text {
  readonly kind: "system" | "user" | "assistant";
  readonly text: string;
}

/**
 * A part of a conversation in the benchmark's own form, which every peer's messages are made from and read back into.
 * An assistant's message is its text, if any, and its calls, one after the other.
 */
export type Entry = Text | Call | Result;

/** A message as most formats have it: parallel calls share one, and so may their results. */
export type Message =
  | { readonly role: "system"; readonly text: string }
  | { readonly role: "user"; readonly text: string }
  | { readonly role: "assistant"; readonly text: string | undefined; readonly calls: readonly Call[] }
  | { readonly role: "tool"; readonly results: readonly Result[] };

/** Puts an assistant's text and calls into one message, and the results that follow each other into another. */
export function toMessages(entries: readonly Entry[]): readonly Message[] {
  const messages: Message[] = [];
  for (let index = 0; index < entries.length; ) {
    const entry = entries[index] as Entry;
    if (entry.kind === "result") {
      const results = runOf(entries, index, isResult);
      messages.push({ role: "tool", results });
      index += results.length;
    } else if (entry.kind === "system" || entry.kind === "user") {
      messages.push({ role: entry.kind, text: entry.text });
      index += 1;
    } else {
      const text = entry.kind === "assistant" ? entry.text : undefined;
      const start = text === undefined ? index : index + 1;
      const calls = runOf(entries, start, isCall);
      messages.push({ role: "assistant", text, calls });
      index = start + calls.length;
    }
  }
  return messages;
}

/** The entries of one kind from a position on, up to the first of another. */
function runOf<Kind extends Entry>(
  entries: readonly Entry[],
  start: number,
  isKind: (entry: Entry) => entry is Kind,
): readonly Kind[] {
  const run: Kind[] = [];
  for (let index = start; index < entries.length; index += 1) {
    const entry = entries[index] as Entry;
    if (!isKind(entry)) break;
    run.push(entry);
  }
  return run;
}

const isCall = (entry: Entry): entry is Call => entry.kind === "call";
const isResult = (entry: Entry): entry is Result => entry.kind === "result";

/** The tool that each call asks for, by the call's id, for formats whose results repeat it. */
export function toolNames(entries: readonly Entry[]): ReadonlyMap<string, string> {
  return new Map(entries.filter(isCall).map(({ id, name }) => [id, name]));
}

/** What a call asks for, as an object. */
export function argumentsOf(call: Call): Record<string, unknown> {
  return JSON.parse(call.arguments) as Record<string, unknown>;
}
