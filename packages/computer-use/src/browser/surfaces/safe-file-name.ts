/** UTF-8 bytes of a name, so that a number can be added within the 255 that file systems take. */
const maximumBytes = 200;

/** Names that Windows keeps for devices, whatever follows the first dot. */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/iu;

/** What no file system should see: separators, wildcards, control characters, marks that turn the direction of writing. */
const forbidden = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff<>:"/\\|?*]/gu;

/**
 * Makes a name that a page suggests one that is safe in any folder: one part, nothing hidden, no device, at most 200
 * bytes with its extension kept.
 */
export function safeFileName(suggested: string): string {
  const bare = suggested
    .slice(0, 2_000)
    .toWellFormed()
    .replace(forbidden, "_")
    .replace(/^[.\s]+/u, "")
    .replace(/[.\s]+$/u, "");
  const name = reserved.test(bare) ? `_${bare}` : bare;
  const { stem, extension } = splitName(name);
  const kept = cutToBytes(extension, 50);
  const start = cutToBytes(stem, maximumBytes - Buffer.byteLength(kept));
  const whole = (start + kept).replace(/[.\s]+$/u, "");
  return whole === "" ? "download" : whole;
}

/** Splits a name before its last dot. */
export function splitName(name: string): { readonly stem: string; readonly extension: string } {
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? { stem: name, extension: "" } : { stem: name.slice(0, dot), extension: name.slice(dot) };
}

function cutToBytes(text: string, bytes: number): string {
  let kept = "";
  let used = 0;
  for (const character of text) {
    used += Buffer.byteLength(character);
    if (used > bytes) {
      break;
    }
    kept += character;
  }
  return kept;
}
