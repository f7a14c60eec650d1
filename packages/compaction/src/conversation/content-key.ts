/** Keys of items that were seen: an item is never changed in place, so its key stays. */
const known = new WeakMap<object, string>();

/**
 * A short name for an item, made from its JSON: equal items have equal names. Two rounds of cyrb53 give 106 bits, so that
 * two different items of a lifetime's conversations do not meet; it protects against nobody who wants them to.
 */
export function contentKey(item: unknown): string {
  if (typeof item !== "object" || item === null) return keyOf(JSON.stringify(item) ?? "undefined");
  const cached = known.get(item);
  if (cached !== undefined) return cached;
  const key = keyOf(JSON.stringify(item));
  known.set(item, key);
  return key;
}

/** A short name for several items in their order. */
export function contentKeyOf(items: readonly unknown[]): string {
  return keyOf(items.map(contentKey).join(" "));
}

/**
 * The name of an archive entry: half of a content key, since it stands in the conversation, where it costs tokens and is
 * copied by a model. Among 100,000 entries the chance that two meet is one in a million.
 */
export function archiveIdOf(items: readonly unknown[]): string {
  return contentKeyOf(items).slice(0, 11);
}

function keyOf(text: string): string {
  return hash(text, 0) + hash(text, 0x9e3779b9);
}

/** The cyrb53 hash of a text in base 36, 11 characters. */
function hash(text: string, seed: number): string {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return (4_294_967_296 * (2_097_151 & low) + (high >>> 0)).toString(36).padStart(11, "0");
}
