import { maskSecrets } from "./secrets.ts";

/** Longest text of a provider that an error repeats, in UTF-16 units. */
const longest = 400;

/** Length from which on a key is no word of a sentence, so that it is taken out of the midst of words too. */
const tellingLength = 8;

/** Below it nothing is secret, and taking it out would tell more than it hides. */
const leastLength = 3;

const masked = "[secret]";

/**
 * A provider's words as an error may repeat them: on one line, cut where long, without the keys in use and without
 * whatever else can be seen to be a key.
 *
 * @param keys - what must not be shown whatever it looks like. Those of less than 8 characters, as local servers have
 * them, are taken out only where they stand by themselves, and those of less than 3 not at all.
 */
export function redact(text: string, keys: readonly string[] = []): string {
  // Providers quote a wrong key cut short, with stars in its middle.
  const starred = text.replace(/\b[\w-]{2,40}\*{3,}[\w-]{0,40}/g, masked);
  // A key may be part of another one, of which then the rest would stay.
  const longestFirst = keys.filter(({ length }) => length >= leastLength).toSorted((a, b) => b.length - a.length);
  const known = longestFirst.reduce(withoutKey, starred);
  const oneLine = maskSecrets(known)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();
  return oneLine.length <= longest ? oneLine : `${oneLine.slice(0, longest - 1).toWellFormed()}…`;
}

function withoutKey(text: string, key: string): string {
  if (key.length >= tellingLength) return text.replaceAll(key, masked);
  const literal = key.replace(/[$()*+.?[\\\]^{|}/]/g, "\\$&");
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])`, "gu"), masked);
}
