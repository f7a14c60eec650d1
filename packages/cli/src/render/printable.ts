import { unsafeCharacters } from "./unsafe-characters.ts";

/** Shapes of keys that are common in conversations; a wrong guess costs a word in a message. */
const secrets = [
  /\b(?:sk|pk|rk)[-_][\w-]{8,}/g,
  /\bgh[opsur]_\w{16,}/g,
  /\bgithub_pat_\w{16,}/g,
  /\bglpat-[\w-]{16,}/g,
  /\bxox[abeoprs]-[\w-]{8,}/g,
  /\bxapp-[\w-]{8,}/g,
  /\bA[KS]IA[\dA-Z]{12,}/g,
  /\bAIza[\w-]{20,}/g,
  /\bya29\.[\w-]{8,}/g,
  /\b(?:hf|npm)_\w{16,}/g,
  /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]+/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----.*/g,
  /\b(?:Bearer|Basic) [\w+/.=~-]{8,}/g,
  /(?<=:\/\/[^\s/@:]{0,100}:)[^\s/@]+(?=@)/g,
  /(?<=(?:api[_-]?key|password|passwd|secret|token)["']?\s{0,9}[=:]\s{0,9}["']?)[^\s"',]+/gi,
];

/** Longest text shown in one piece, in UTF-16 units: enough for a path and a sentence, not for a tool's output. */
const longest = 400;

/**
 * Text that is safe to show: on one line, not long, without characters that a terminal would obey, and without anything
 * that has the shape of a key.
 *
 * @param limit - longest result, in UTF-16 units.
 */
export function printable(text: string, limit = longest): string {
  const oneLine = text.replace(unsafeCharacters, " ");
  const shown = secrets.reduce((masked, secret) => masked.replace(secret, "[redacted]"), oneLine);
  return shown.length <= limit ? shown : `${shown.slice(0, limit - 1).toWellFormed()}…`;
}
