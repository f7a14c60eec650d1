import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { isConversationId } from "./conversation-id.ts";
import { type ConversationSettings, readSettings } from "./conversation-settings.ts";

/** A conversation as a list shows it. */
export interface ListedConversation {
  readonly id: string;
  /** When something was last added to it, in milliseconds since 1970. */
  readonly changed: number;
  readonly settings: ConversationSettings;
}

/**
 * The conversations in which something was said, the one that was used last first. What is no conversation, or a damaged
 * one, is passed over.
 */
export function listConversations(directory: string): readonly ListedConversation[] {
  const found = namesIn(directory).flatMap((id): ListedConversation[] => {
    const settings = readSettings(join(directory, id, "settings.json"));
    const changed = statSync(join(directory, id, "run.jsonl"), { throwIfNoEntry: false })?.mtimeMs;
    return settings?.title === undefined || changed === undefined ? [] : [{ id, changed, settings }];
  });
  return found.toSorted((one, other) => other.changed - one.changed || (one.id < other.id ? 1 : -1));
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory).filter(isConversationId);
  } catch {
    // Nothing was ever kept, or nobody may look.
    return [];
  }
}
