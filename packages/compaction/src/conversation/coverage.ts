import type { Draft } from "./draft.ts";

/**
 * Checks that nothing is lost: each original item is in the draft, covered by exactly one item of it, or was taken out by
 * a repair.
 *
 * @param repaired - original items that a repair took out.
 * @returns what is wrong; `undefined` where nothing is.
 */
export function findUncovered<Item>(
  draft: Draft<Item>,
  originals: number,
  repaired: Iterable<number>,
): string | undefined {
  const times = new Uint8Array(originals);
  const account = (origin: number) => {
    times[origin] = Math.min(2, (times[origin] ?? 0) + 1);
  };
  for (const { origin, covers } of draft.items) {
    if (origin !== null) account(origin);
    covers.forEach(account);
  }
  for (const origin of repaired) account(origin);
  const wrong = times.findIndex((count) => count !== 1);
  if (wrong < 0) return undefined;
  return times[wrong] === 0 ? `nothing would stand for item ${wrong}` : `item ${wrong} would be stood for twice`;
}
