import type { ItemFacts } from "../../adapters/item-adapter.ts";
import type { ConversationView } from "../../conversation/conversation-view.ts";
import { isStub, itemsRemovedBy } from "../../conversation/notes.ts";
import { createPacer } from "../../counting/pacer.ts";
import { callReader, toolNames } from "./ledger/calls-of.ts";
import { createLedger, type Ledger } from "./ledger/ledger.ts";
import type { LedgerReader } from "./ledger/ledger-entry.ts";
import { readLedger } from "./ledger/ledger-text.ts";
import { readCall } from "./ledger/read-call.ts";
import type { Mention, MentionSource } from "./mentions/mention.ts";
import { createMentionCollector } from "./mentions/mention-collector.ts";
import type { SummaryPlan } from "./plan-summary.ts";
import { parseSummary } from "./summary-message.ts";
import { renderItem } from "./transcript/render-item.ts";
import { spokenText } from "./transcript/spoken-text.ts";

/** What the covered part of a conversation holds. */
export interface Gathered {
  /** Notes of earlier summaries in it, in order. */
  readonly notes: string;
  /** All else, rendered, by segment. */
  readonly transcript: readonly (readonly string[])[];
  readonly ledger: Ledger;
  /** What a summary should not lose, the most important first. */
  readonly mentions: readonly Mention[];
  /** Items that it stands for, those behind earlier summaries and notes included. */
  readonly items: number;
  /** Archive entries of those, the newest first. */
  readonly recallIds: readonly string[];
}

export interface GatherSettings {
  readonly resultCharacters: number;
  readonly ledger: LedgerReader | undefined;
}

/** Reads the covered part of a conversation once, giving way to other work in between. */
export async function gather<Item>(
  view: ConversationView<Item>,
  { segments, covered }: SummaryPlan,
  settings: GatherSettings,
  signal: AbortSignal,
): Promise<Gathered> {
  const pace = createPacer(signal);
  const callsOf = callReader(view);
  const toolOf = toolNames(view);
  const ledger = createLedger();
  const collector = createMentionCollector();
  const notes: string[] = [];
  const transcript: string[][] = [];
  const recallIds: string[] = [];
  let items = 0;
  for (const { start, end } of segments) {
    const rendered: string[] = [];
    for (let index = start; index < end; index += 1) {
      await pace();
      const facts = view.facts[index] as ItemFacts;
      const recency =
        covered.length < 2 ? 1 : (index - (covered[0] ?? 0)) / ((covered.at(-1) ?? 0) - (covered[0] ?? 0));
      const earlier = parseSummary(facts);
      if (earlier === undefined) {
        items += itemsRemovedBy(facts) || 1;
        if (itemsRemovedBy(facts) > 0) recallIds.push(...idsIn(spokenText(facts)));
        rendered.push(
          renderItem(facts, { limit: settings.resultCharacters, toolOf: (callId) => toolOf(index, callId) }),
        );
        const done = callsOf(index).flatMap((call) => settings.ledger?.(call) ?? readCall(call));
        for (const entry of done) ledger.add(entry);
        for (const source of sourcesIn(facts, recency)) collector.look(source);
      } else {
        items += earlier.items;
        recallIds.push(...earlier.recallIds.toReversed());
        notes.push(earlier.notes);
        readLedger(earlier.ledger, ledger);
        for (const mention of earlier.mentions) collector.carry(mention);
        collector.look({ text: earlier.notes, origin: "notes", recency });
      }
    }
    transcript.push(rendered.filter((text) => text !== ""));
  }
  return {
    notes: notes.join("\n\n"),
    transcript: transcript.filter((segment) => segment.length > 0),
    ledger,
    mentions: collector.ranked(),
    items,
    recallIds: [...new Set(recallIds.toReversed())],
  };
}

/** Texts of an item, by who wrote them; a note of an earlier compaction says nothing that must be kept. */
function sourcesIn(facts: ItemFacts, recency: number): readonly MentionSource[] {
  const spoken = itemsRemovedBy(facts) > 0 ? "" : spokenText(facts);
  const speaker = facts.role === "user" || facts.role === "tool" ? facts.role : "assistant";
  const sources: readonly MentionSource[] = [
    { text: spoken, origin: speaker, recency },
    ...facts.calls.map((call) => ({ text: call.arguments, origin: "assistant" as const, recency })),
    ...facts.results.map(({ text }) => ({ text: isStub(text) ? "" : text, origin: "tool" as const, recency })),
  ];
  return sources.filter(({ text }) => text !== "");
}

function idsIn(note: string): readonly string[] {
  return [...note.matchAll(/; recall ([\da-z]+)\]/g)].map(([, id = ""]) => id);
}
