/** Something that a summary should not lose. */
export interface Mention {
  /**
   * `constraint`: a sentence that demands or forbids. `error`: the decisive line of a message. `name`: an identifier,
   * path, address, version, hash, or number with its unit.
   */
  readonly kind: "constraint" | "error" | "name";
  /** On one line, as it was written. */
  readonly text: string;
  /** Whether the user wrote it. */
  readonly fromUser: boolean;
}

/** A text in which mentions are looked for. */
export interface MentionSource {
  readonly text: string;
  /** `notes` are those of an earlier summary. */
  readonly origin: "user" | "assistant" | "tool" | "notes";
  /** How recent it is, from 0 for the oldest to 1 for the newest. */
  readonly recency: number;
}
