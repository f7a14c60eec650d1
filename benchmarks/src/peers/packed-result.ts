import type { Entry } from "./neutral.ts";

/** A result as one process tells it to another that has the session too: most of it as positions in the session. */
export type PackedResult = readonly (number | Entry)[];

/** Puts the position in place of every entry that is the session's own. */
export function pack(session: readonly Entry[], result: readonly Entry[]): PackedResult {
  const positions = new Map(session.map((entry, index) => [keyOf(entry), index]));
  return result.map((entry) => {
    const position = positions.get(keyOf(entry));
    return position !== undefined && isSame(entry, session[position]) ? position : entry;
  });
}

export function unpack(session: readonly Entry[], packed: PackedResult): readonly Entry[] {
  return packed.map((entry) => (typeof entry === "number" ? (session[entry] as Entry) : entry));
}

function keyOf(entry: Entry): string {
  return "id" in entry ? `${entry.kind} ${entry.id}` : entry.text;
}

function isSame(entry: Entry, original: Entry | undefined): boolean {
  if (entry.kind === "call") {
    return original?.kind === "call" && entry.name === original.name && entry.arguments === original.arguments;
  }
  return entry.kind === original?.kind && entry.text === original.text;
}
