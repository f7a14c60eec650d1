const secrets = [
  /\b(?:sk|pk|rk)-[\w-]{8,}/g,
  /\bgh[opsur]_\w{16,}/g,
  /\bgithub_pat_\w{16,}/g,
  /\bxox[abeoprs]-[\w-]{8,}/g,
  /\bAKIA[\dA-Z]{12,}/g,
  /\bAIza[\w-]{20,}/g,
  /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]+/g,
  /\b(?:Bearer|Basic) [\w+/.=~-]{8,}/g,
];

/**
 * Text that is safe to show: on one line, without control characters that a terminal would obey, and without anything
 * that has the shape of a key.
 */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose.
  const oneLine = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, " ");
  return secrets.reduce((shown, secret) => shown.replace(secret, "[redacted]"), oneLine);
}
