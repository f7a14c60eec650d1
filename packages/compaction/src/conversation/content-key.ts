/**
 * A short name for a value, made from its JSON: equal values have equal names. Two rounds of cyrb53 give 106 bits, so
 * that two different values of a lifetime's conversations do not meet; it protects against nobody who wants them to.
 */
export function contentKey(value: unknown): string {
  const text = JSON.stringify(value) ?? "undefined";
  return hash(text, 0) + hash(text, 0x9e3779b9);
}

/**
 * The name of an archive entry: half of a content key, since it stands in the conversation, where it costs tokens and is
 * copied by a model. Among 100,000 entries the chance that two meet is one in a million.
 */
export function archiveIdOf(items: readonly unknown[]): string {
  return contentKey(items).slice(0, 11);
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
