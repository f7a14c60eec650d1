import type { ArchiveEntry } from "@massgen/core";
import { archiveEntryOf } from "./archive-entry.ts";
import type { ConversationView } from "./conversation/conversation-view.ts";
import type { Proposal } from "./strategies/strategy.ts";

/** An archive entry for everything that a proposal takes out, under the name that its stub has for it. */
export function archiveEntries<Item>(proposal: Proposal<Item>, view: ConversationView<Item>): readonly ArchiveEntry[] {
  if (proposal.kind === "nothing") return [];
  return proposal.edits.flatMap((edit) => {
    if (edit.kind === "replace") return [entryOf([edit.index], view)];
    return edit.kind === "insert" && edit.covers.length > 0 ? [entryOf(edit.covers, view)] : [];
  });
}

function entryOf<Item>(indexes: readonly number[], view: ConversationView<Item>): ArchiveEntry {
  const { adapter, items, countItem } = view;
  return archiveEntryOf(
    indexes.map((index) => items[index] as Item),
    { adapter, facts: adapter.describe, tokens: countItem },
  );
}
