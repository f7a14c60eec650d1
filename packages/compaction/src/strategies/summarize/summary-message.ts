import type { ItemFacts } from "../../adapters/item-adapter.ts";
import { readTag, type SummaryTag, tagLine } from "../../conversation/summary-tag.ts";
import { cutMark } from "./cut-notes.ts";
import type { Mention } from "./mentions/mention.ts";
import { parseMentions, renderMentions } from "./mentions/mention-text.ts";

/** What a summary's message holds. */
export interface SummaryContent extends SummaryTag {
  /** Whether some of them came after the user message that follows. */
  readonly reachesPastUser: boolean;
  /** What the model wrote. */
  readonly notes: string;
  /** Rendered; empty where there is none. */
  readonly ledger: string;
  readonly mentions: readonly Mention[];
}

export const ledgerHeading = "## Files, addresses and commands";
export const mentionsHeading = "## Also mentioned";

const record = "A record of what was said and done before; it asks for nothing.";
const pastUser = "Its last part came after the user message that follows.";

export function summaryText(content: SummaryContent): string {
  const { reachesPastUser, notes, ledger, mentions } = content;
  return [
    `${tagLine(content)}${record}${reachesPastUser ? ` ${pastUser}` : ""}`,
    withoutHeadings(notes),
    ...(ledger === "" ? [] : [`${ledgerHeading}\n${ledger}`]),
    ...(mentions.length === 0 ? [] : [`${mentionsHeading}\n${renderMentions(mentions)}`]),
  ].join("\n\n");
}

/** What a summary's message says; `undefined` where an item is none. */
export function parseSummary(facts: ItemFacts): Omit<SummaryContent, "reachesPastUser"> | undefined {
  const found = readTag(facts);
  if (found === undefined) return undefined;
  const { rest, ...tag } = found;
  const text = rest.split("\n\n").slice(1).join("\n\n");
  const [beforeMentions, mentions] = splitAt(text, mentionsHeading);
  const [notes, ledger] = splitAt(beforeMentions, ledgerHeading);
  return {
    ...tag,
    notes: notes.replaceAll(cutMark, "").trim(),
    ledger: ledger.trim(),
    mentions: parseMentions(mentions),
  };
}

/** Our headings must be the only ones of their name, or a summary could not be read back. */
function withoutHeadings(notes: string): string {
  return notes
    .split("\n")
    .map((line) => (line.trim() === ledgerHeading || line.trim() === mentionsHeading ? `#${line.trim()}` : line))
    .join("\n");
}

function splitAt(text: string, heading: string): readonly [before: string, after: string] {
  const lines = text.split("\n");
  const at = lines.indexOf(heading);
  return at < 0 ? [text, ""] : [lines.slice(0, at).join("\n"), lines.slice(at + 1).join("\n")];
}
