/**
 * How well a fact is supported.
 *
 * - `documented`: a published page, model card or catalogue states it, or the reader's own configuration does.
 * - `recorded`: it was seen in recorded traffic.
 * - `assumed`: it follows from something else, or somebody reported it; nobody has confirmed it.
 * - `unknown`: no published figure was found. Such a fact has no value.
 */
export type Evidence = "documented" | "recorded" | "assumed" | "unknown";

/** A value with its support. */
export interface KnownFact<Value> {
  readonly value: Value;
  readonly evidence: Exclude<Evidence, "unknown">;
  /** A URL, `recorded traffic: …`, `your configuration`, or the reasoning behind an assumption. Never empty. */
  readonly source: string;
}

/** A question that nobody has answered in public; `source` says what was looked for. */
export interface UnknownFact {
  readonly value?: never;
  readonly evidence: "unknown";
  readonly source: string;
}

/** One property of a model. `fact.value` is `undefined` exactly where the evidence is `unknown`. */
export type Fact<Value> = KnownFact<Value> | UnknownFact;

/** A fact that `source`, a URL, states. */
export function documented<Value>(value: Value, source: string): KnownFact<Value> {
  return { value, evidence: "documented", source };
}

/** A fact that was seen; `source` says in which traffic. */
export function recorded<Value>(value: Value, source: string): KnownFact<Value> {
  return { value, evidence: "recorded", source };
}

/** A fact that nobody has confirmed; `source` says why it is believed. */
export function assumed<Value>(value: Value, source: string): KnownFact<Value> {
  return { value, evidence: "assumed", source };
}

/** A question without a published answer; `source` says what was looked for. */
export function unknown(source = "no published figure found"): UnknownFact {
  return { evidence: "unknown", source };
}
