import type { Limits } from "./replay.ts";
import type { Row, Source } from "./row.ts";
import type { Session } from "./session/read-session.ts";

/** A finished comparison, as `--json` prints it. */
export interface Comparison {
  readonly source: Source;
  /** What the figures are, and what they are not. */
  readonly note: string;
  readonly model: string;
  /** Host of the provider; `null` where there is none. */
  readonly host: string | null;
  readonly limits: Limits;
  readonly session: {
    readonly name: string;
    /** Items that were replayed. */
    readonly items: number;
    readonly recordedItems: number;
    readonly requests: number;
  };
  readonly rows: readonly Row[];
}

/** What every emulated table begins with. */
const emulatedNote =
  "emulated: the protocol's costs; how small a summary or a sealed item gets is the emulator's rule, not a model's";

/** What a comparison is put together from. */
export interface ComparisonFacts extends Pick<Comparison, "source" | "model" | "host" | "limits" | "rows"> {
  readonly session: Session;
}

/** Puts a comparison together, in the order in which it reads best as JSON. */
export function comparisonOf(facts: ComparisonFacts): Comparison {
  const { source, model, host, limits, rows, session } = facts;
  const { name, items, requests, recordedItems } = session;
  return {
    source,
    note: noteOf(facts),
    model,
    host,
    limits,
    session: { name, items: items.length, recordedItems, requests: requests.length },
    rows,
  };
}

function noteOf({ source, model, host }: Pick<Comparison, "source" | "model" | "host">): string {
  return source === "emulated"
    ? emulatedNote
    : `live: ${model} at ${host}; windows are estimates, what compactions cost is as reported`;
}
