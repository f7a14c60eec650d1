/** Which encrypted reasoning a provider could not read, so that it is not sent to it again. */
export interface UnreadableReasoning {
  has(sealed: string): boolean;
  add(sealed: readonly string[]): void;
}

/** @param maximum - the oldest is forgotten beyond these. */
export function createUnreadableReasoning(maximum = 1_000): UnreadableReasoning {
  const known = new Set<string>();
  return {
    has: (sealed) => known.has(sealed),
    add(more) {
      for (const sealed of more) known.add(sealed);
      for (const sealed of known) {
        if (known.size <= maximum) break;
        known.delete(sealed);
      }
    },
  };
}
