const grouped = new Intl.NumberFormat("en-US");

/** `60,000` */
export function groupDigits(count: number): string {
  return grouped.format(count);
}

/** A report's sentence with its token counts easier to read. */
export function groupTokens(sentence: string): string {
  return sentence.replace(/(?<=\btarget of )\d+|\b\d+(?= tokens\b)/g, (digits) => groupDigits(Number(digits)));
}
