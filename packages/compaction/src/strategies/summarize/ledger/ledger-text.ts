import type { Ledger, LedgerLine } from "./ledger.ts";

/** Actions that change a thing count most, then all others, then mere looking. */
const looking = new Set(["read", "fetched"]);
const running = new Set(["ran"]);

/**
 * The lines of a ledger that fit, in the order in which their subjects were touched last. Where not all fit, what was
 * changed stays before what was run and that before what was looked at, and the newest of each before the oldest.
 */
export function renderLedger(ledger: Ledger, maximumTokens: number, countText: (text: string) => number): string {
  const lines = ledger.lines().map((line, position) => ({ position, rank: rankOf(line), text: textOf(line) }));
  const kept = new Set<number>();
  let left = maximumTokens - countText(omissionLine(lines.length + ledger.omitted()));
  for (const { position, text } of lines.toSorted((a, b) => a.rank - b.rank || b.position - a.position)) {
    left -= countText(text) + 1;
    if (left < 0) break;
    kept.add(position);
  }
  const omitted = ledger.omitted() + lines.length - kept.size;
  return [
    ...(omitted > 0 && maximumTokens > 0 ? [omissionLine(omitted)] : []),
    ...lines.filter(({ position }) => kept.has(position)).map(({ text }) => text),
  ].join("\n");
}

/** Adds what a rendered ledger says; lines that are not of its making are left out. */
export function readLedger(text: string, into: Ledger): void {
  for (const line of text.split("\n")) {
    const omitted = /^- \((\d{1,9}) older left out\)$/.exec(line)?.[1];
    if (omitted !== undefined) into.addOmitted(Number(omitted));
    const [, subject, actions] = /^- `([^`]+)`: (.+)$/.exec(line) ?? [];
    if (subject === undefined || actions === undefined) continue;
    for (const part of actions.split(", ")) {
      const [, action, times, outcome] = /^([^×()]+?)(?: ×(\d{1,9}))?(?: \(([^()]+)\))?$/.exec(part) ?? [];
      if (action === undefined) continue;
      into.add({ action, subject, ...(outcome !== undefined && { outcome }) }, Number(times ?? 1));
    }
  }
}

function textOf({ subject, actions }: LedgerLine): string {
  const parts = [...actions].map(([action, { times, outcome }]) => {
    const often = times === 1 ? "" : ` ×${times}`;
    return `${action}${often}${outcome === undefined ? "" : ` (${outcome})`}`;
  });
  return `- \`${subject}\`: ${parts.join(", ")}`;
}

function omissionLine(lines: number): string {
  return `- (${lines} older left out)`;
}

function rankOf({ actions }: LedgerLine): number {
  const names = [...actions.keys()];
  if (names.some((name) => !looking.has(name) && !running.has(name))) return 0;
  return names.some((name) => running.has(name)) ? 1 : 2;
}
