const grouped = new Intl.NumberFormat("en-US");

/** `60,000` */
export function groupDigits(count: number): string {
  return grouped.format(count);
}

const dollars = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });
const fractions = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD", maximumSignificantDigits: 2 });

/** `$12.34`; of less than a dime, the first two digits: `$0.0012`. */
export function formatDollars(amount: number): string {
  return amount > 0 && amount < 0.1 ? fractions.format(amount) : dollars.format(amount);
}

/** A report's sentence with its token counts easier to read. */
export function groupTokens(sentence: string): string {
  return sentence.replace(/(?<=\btarget of )\d+|\b\d+(?= tokens\b)/g, (digits) => groupDigits(Number(digits)));
}
