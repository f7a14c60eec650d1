/** A text's kind, its exact token count and the estimate of it. */
export interface Measured {
  readonly kind: string;
  readonly exact: number;
  readonly estimate: number;
}

/** One line a kind: texts, relative error per text at the 50th, 90th and 99th percentile, and error of the total. */
export function errorTable(measured: readonly Measured[]): string {
  const kinds = Map.groupBy(measured, (text) => text.kind);
  const rows = [...kinds].sort(([left], [right]) => left.localeCompare(right));
  return [
    `${"".padEnd(26)} ${["texts", "p50 %", "p90 %", "p99 %", "total %"].map((head) => head.padStart(8)).join("")}`,
    ...[...rows, ["all", measured] as const].map(([kind, texts]) => row(kind, texts)),
  ].join("\n");
}

function row(kind: string, texts: readonly Measured[]): string {
  const errors = texts.map(({ exact, estimate }) => Math.abs(estimate / exact - 1)).sort((a, b) => a - b);
  const percentile = (share: number) =>
    errors[Math.min(errors.length - 1, Math.floor(share * errors.length))] as number;
  const sum = (of: (text: Measured) => number) => texts.reduce((total, text) => total + of(text), 0);
  const total = sum((text) => text.estimate) / sum((text) => text.exact) - 1;
  const figures = [percentile(0.5), percentile(0.9), percentile(0.99), total];
  const cells = [String(texts.length), ...figures.map((figure) => (100 * figure).toFixed(1))];
  return `${kind.padEnd(26)} ${cells.map((cell) => cell.padStart(8)).join("")}`;
}
