const grouped = new Intl.NumberFormat("en-US");

/** `60,000` */
export function groupDigits(count: number): string {
  return grouped.format(count);
}

/** US dollars to the cent, or to a hundredth of one below ten cents; `n/a` where no price is known. */
export function dollars(amount: number | null): string {
  if (amount === null) return "n/a";
  return `$${amount.toFixed(amount > 0 && amount < 0.1 ? 4 : 2)}`;
}

/** `1.2 s` */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
