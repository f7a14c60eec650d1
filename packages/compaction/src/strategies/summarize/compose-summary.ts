import type { ConversationView } from "../../conversation/conversation-view.ts";
import { cutNotes } from "./cut-notes.ts";
import type { Gathered } from "./gather.ts";
import { renderLedger } from "./ledger/ledger-text.ts";
import { chooseLost } from "./mentions/choose-lost.ts";
import { type SummaryContent, summaryText } from "./summary-message.ts";

/** Shares of a summary that the ledger may take, that is kept free for what the notes lose, and that this may take. */
const ledgerShare = 0.2;
const reservedShare = 0.15;
const mentionsShare = 0.3;

/** Tokens of a summary for each archive entry that it may name: a name costs about 15. */
const tokensPerRecallId = 150;
const mostRecallIds = 8;

/** A summary's message without the notes. */
export interface SummaryFrame<Item> {
  /** Tokens that the notes should have at most. */
  readonly notesTokens: number;
  /** The message with notes, and with what these lost. */
  withNotes(notes: string): Item;
}

export interface FrameSettings {
  readonly role: "user" | "assistant";
  /** Archive entry of the covered items, where there is an archive. */
  readonly archiveId: string | undefined;
  readonly reachesPastUser: boolean;
  readonly maximumTokens: number;
}

/** Shares a summary's tokens out among its parts. */
export function frameSummary<Item>(
  view: ConversationView<Item>,
  gathered: Gathered,
  { role, archiveId, reachesPastUser, maximumTokens }: FrameSettings,
): SummaryFrame<Item> {
  const countText = (text: string) => view.countText(text);
  const recallIds = [...(archiveId === undefined ? [] : [archiveId]), ...gathered.recallIds];
  const named = Math.min(mostRecallIds, Math.max(1, Math.floor(maximumTokens / tokensPerRecallId)));
  const base: SummaryContent = {
    items: gathered.items,
    recallIds: recallIds.slice(0, named),
    reachesPastUser,
    notes: "",
    ledger: renderLedger(gathered.ledger, Math.floor(maximumTokens * ledgerShare), countText),
    mentions: [],
  };
  const messageOf = (content: SummaryContent) => view.adapter.message(role, summaryText(content));
  const frameTokens = view.countItem(messageOf(base));
  const notesTokens = Math.max(20, Math.floor(maximumTokens * (1 - reservedShare)) - frameTokens);
  return {
    notesTokens,
    withNotes(notes) {
      let content: SummaryContent = { ...base, notes };
      const left = maximumTokens - view.countItem(messageOf(content));
      if (left < 0) content = { ...content, notes: cutNotes(notes, countText(notes) + left - 2, countText) };
      const said = summaryText(content);
      const room = Math.min(left, Math.floor(maximumTokens * mentionsShare)) - 5;
      content = { ...content, mentions: chooseLost(gathered.mentions, said, room, countText) };
      // Tokens of parts do not quite add up to those of the whole.
      while (content.mentions.length > 0 && view.countItem(messageOf(content)) > maximumTokens) {
        content = { ...content, mentions: content.mentions.slice(0, -1) };
      }
      return messageOf(content);
    },
  };
}
