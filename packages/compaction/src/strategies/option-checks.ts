import { MassGenError } from "@massgen/core";

/**
 * Refuses numbers of things that are no numbers of things.
 *
 * @param owner - the function whose options they are, for the message.
 * @throws MassGenError `invalid-option`
 */
export function checkCounts(owner: string, counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts)) {
    if (Number.isSafeInteger(count) && count >= 0) continue;
    throw new MassGenError(`${owner}: ${name} must be a whole number, zero or more, not ${String(count)}.`, {
      code: "invalid-option",
      remedy: "Leave it out for its default.",
    });
  }
}
