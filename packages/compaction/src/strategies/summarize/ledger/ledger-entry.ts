/** Something that a call did outside of the conversation. */
export interface LedgerEntry {
  /** What was done, as a verb in the past: `read`, `edited`, `fetched`, `ran`, or a word of one's own. */
  readonly action: string;
  /** What it was done to: a path, an address, a command. */
  readonly subject: string;
  /** How it ended, where the result shows it, e.g. `exit 1`. */
  readonly outcome?: string;
}

/** A call as the ledger sees it. */
export interface LedgerCall {
  /** Name of the tool. */
  readonly name: string;
  /** What the call was made with, as written. */
  readonly arguments: string;
  /** The arguments as data, where they are a JSON object. */
  readonly input: Readonly<Record<string, unknown>> | undefined;
  /** The text of the result; `undefined` where there is none. */
  readonly result: string | undefined;
}

/** Says what a call did; `undefined` leaves the call to the built-in reading, an empty list leaves it out. */
export type LedgerReader = (call: LedgerCall) => readonly LedgerEntry[] | undefined;
