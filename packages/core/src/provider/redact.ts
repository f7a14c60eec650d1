import { maskSecrets } from "./secrets.ts";

/** Longest text of a provider that an error repeats, in UTF-16 units. */
const longest = 400;

/**
 * A provider's words as an error may repeat them: on one line, cut where long, without the keys in use and without
 * whatever else can be seen to be a key.
 *
 * @param keys - what must not be shown whatever it looks like.
 */
export function redact(text: string, keys: readonly string[] = []): string {
  // Providers quote a wrong key cut short, with stars in its middle.
  const starred = text.replace(/\b[\w-]{2,40}\*{3,}[\w-]{0,40}/g, "[secret]");
  const known = keys.filter((key) => key !== "").reduce((rest, key) => rest.replaceAll(key, "[secret]"), starred);
  const oneLine = maskSecrets(known)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();
  return oneLine.length <= longest ? oneLine : `${oneLine.slice(0, longest - 1).toWellFormed()}…`;
}
