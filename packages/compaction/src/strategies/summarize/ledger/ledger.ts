import { maskSecrets } from "@massgen/core/provider";
import type { LedgerEntry } from "./ledger-entry.ts";

/** How often something was done to a subject, and how it ended the last time. */
interface LedgerAction {
  readonly times: number;
  readonly outcome: string | undefined;
}

/** All that was done to one subject, by action. */
export interface LedgerLine {
  readonly subject: string;
  readonly actions: ReadonlyMap<string, LedgerAction>;
}

/** What a conversation's calls did outside of it, by subject. */
export interface Ledger {
  /** Notes that something was done once more, now. */
  add(entry: LedgerEntry, times?: number): void;
  /** Counts lines that an earlier ledger had no room for. */
  addOmitted(lines: number): void;
  /** The subjects, the one touched longest ago first. */
  lines(): readonly LedgerLine[];
  omitted(): number;
}

/** Characters of a subject; a command may be a whole script. */
const longestSubject = 160;

export function createLedger(): Ledger {
  const subjects = new Map<string, Map<string, LedgerAction>>();
  let omitted = 0;
  return {
    add(entry, times = 1) {
      const subject = subjectOf(entry.subject);
      const action = word(entry.action);
      if (subject === "" || action === "") return;
      const actions = subjects.get(subject) ?? new Map<string, LedgerAction>();
      const before = actions.get(action)?.times ?? 0;
      actions.set(action, { times: before + times, outcome: word(entry.outcome ?? "") || undefined });
      // A map keeps its order of insertion: what was touched last is to be last.
      subjects.delete(subject);
      subjects.set(subject, actions);
    },
    addOmitted: (lines) => {
      omitted += lines;
    },
    lines: () => [...subjects].map(([subject, actions]) => ({ subject, actions })),
    omitted: () => omitted,
  };
}

/** A subject on one line, so that a rendered ledger can be read back. */
function subjectOf(text: string): string {
  const line = maskSecrets(text).replace(/\s+/g, " ").replaceAll("`", "'").trim();
  return line.length <= longestSubject ? line : `${line.slice(0, longestSubject - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** A word or two without the signs that separate them in a rendered ledger. */
function word(text: string): string {
  return text
    .replace(/[`,()×:\s]+/g, " ")
    .trim()
    .slice(0, 40);
}
