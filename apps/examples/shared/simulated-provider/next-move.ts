import { services } from "../incident/incident.ts";
import type { Move, TranscriptEntry } from "./transcript.ts";

type Entries = readonly TranscriptEntry[];

const keyPattern = /\bkey=([\w-]+)/;
const causePattern = /(\S+) first failure: .* after deployment ([\w.-]+\d)/;

/**
 * The simulated model: a script that works on the incident as an agent does. It knows nothing but what the request shows
 * it, so what compaction took away it has to recall.
 */
export function nextMove(entries: Entries): Move {
  const unread = services.slice(lastReadPosition(entries) + 1);
  if (unread.length > 0) {
    const cause = find(newest(entries), causePattern);
    // Every third time it reads two logs at once, since parallel calls are what cuts break most easily.
    const batch = unread.slice(0, unread.length % 3 === 0 ? 2 : 1);
    return {
      text: cause === undefined ? "" : `${cause[0]}. I go on with the logs that are left.`,
      calls: batch.map((service) => ({ name: "read_log", input: { service } })),
    };
  }
  return (
    recallOf(entries, keyPattern, "incident opened key") ??
    recallOf(entries, causePattern, "first failure deployment") ?? {
      text: conclusion(entries),
      calls: [],
    }
  );
}

function conclusion(entries: Entries): string {
  const key = find(entries, keyPattern)?.[1] ?? "not known any more";
  const [, service = "a service not known any more", deployment = "not known any more"] =
    find(entries, causePattern) ?? [];
  return `It began in ${service}, caused by deployment ${deployment}. Incident key: ${key}`;
}

/** Position of the service that the newest visible call reads. */
function lastReadPosition(entries: Entries): number {
  const positions = entries.map((entry) =>
    entry.kind === "call" && entry.name === "read_log" ? services.findIndex((service) => reads(entry, service)) : -1,
  );
  return Math.max(-1, ...positions);
}

/** Asks for a fact that is not in sight: by the note that stands where it was, else by words; each of them once. */
function recallOf(entries: Entries, fact: RegExp, query: string): Move | undefined {
  if (find(entries, fact) !== undefined) return undefined;
  const tried = entries.flatMap((entry) => (entry.kind === "call" && entry.name === "recall" ? [entry.input] : []));
  const inputs = [...(fact === keyPattern ? idsOfFirstLog(entries).map((id) => ({ id })) : []), { query }];
  const input = inputs.find((candidate) => !tried.includes(JSON.stringify(candidate)));
  return input && { text: "", calls: [{ name: "recall", input }] };
}

/** Archive ids in the notes that stand for the log of the first service. */
function idsOfFirstLog(entries: Entries): readonly string[] {
  const calls = entries.filter((entry) => entry.kind === "call").filter((call) => reads(call, services[0] ?? ""));
  const ids = new Set(calls.map(({ id }) => id));
  const notes = entries.filter((entry) => entry.kind === "result").filter(({ callId }) => ids.has(callId));
  return notes.flatMap(({ text }) => /; recall (\w+)\]/.exec(text)?.[1] ?? []);
}

function reads(call: { readonly input: string }, service: string): boolean {
  return call.input === JSON.stringify({ service });
}

/** What came in since the model spoke last. */
function newest(entries: Entries): Entries {
  return entries.slice(entries.findLastIndex((entry) => entry.kind !== "result") + 1);
}

function find(entries: Entries, pattern: RegExp): RegExpExecArray | undefined {
  for (const entry of entries) {
    const match = entry.kind === "call" ? null : pattern.exec(entry.text);
    if (match !== null) return match;
  }
  return undefined;
}
