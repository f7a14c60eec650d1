import { MassGenError } from "@massgen/core";

/** How much is kept; what is left out does not limit. */
export interface Retention {
  /** What was last written longer ago than this goes. */
  readonly maximumAgeDays?: number;
  /** While there is more than this, the oldest goes. */
  readonly maximumBytes?: number;
}

/** What a retention removed. */
export interface Pruned {
  readonly removed: number;
  /** Bytes that were freed. */
  readonly bytes: number;
}

/** A file that a retention may apply to. */
export interface KeptFile {
  readonly name: string;
  readonly bytes: number;
  /** When it was last written, in milliseconds since 1970. */
  readonly modified: number;
}

const millisecondsPerDay = 86_400_000;

/** @throws MassGenError `invalid-option` */
export function checkRetention({ maximumAgeDays, maximumBytes }: Retention): void {
  for (const [name, value] of Object.entries({ maximumAgeDays, maximumBytes })) {
    if (value === undefined || value >= 0) continue;
    throw new MassGenError(`The option ${name} must be a number from 0 up.`, {
      code: "invalid-option",
      remedy: "Give such a number, or leave the option out for no limit.",
    });
  }
}

/**
 * Removes the files that have to go, oldest first.
 *
 * @param remove - answers with whether it removed the file; one that is in use counts for the size and stays.
 */
export async function expire(
  kept: readonly KeptFile[],
  { maximumAgeDays = Infinity, maximumBytes = Infinity }: Retention,
  now: number,
  remove: (file: KeptFile) => Promise<boolean>,
): Promise<Pruned> {
  let total = kept.reduce((sum, { bytes }) => sum + bytes, 0);
  const pruned = { removed: 0, bytes: 0 };
  for (const file of kept.toSorted((one, other) => one.modified - other.modified)) {
    const goes = now - file.modified > maximumAgeDays * millisecondsPerDay || total > maximumBytes;
    if (!goes || !(await remove(file))) continue;
    total -= file.bytes;
    pruned.removed += 1;
    pruned.bytes += file.bytes;
  }
  return pruned;
}
