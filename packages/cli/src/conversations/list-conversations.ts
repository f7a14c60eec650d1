import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { isConversationId } from "./conversation-id.ts";
import { type ConversationSettings, isUnread, readSettings } from "./conversation-settings.ts";
import { firstWords } from "./first-words.ts";

/** What a list shows of settings; `?` for what cannot be read. */
type ListedSettings = Pick<ConversationSettings, "title" | "directory"> & {
  readonly choice: { readonly model: string };
};

/** A conversation as a list shows it. */
export interface ListedConversation {
  readonly id: string;
  /** When something was last added to it, in milliseconds since 1970. */
  readonly changed: number;
  readonly settings: ListedSettings;
}

/**
 * The conversations in which something was said, the one that was used last first: every folder with a log. What its
 * settings do not tell is `?`.
 */
export function listConversations(directory: string): readonly ListedConversation[] {
  const found = namesIn(directory).flatMap((id): ListedConversation[] => {
    const changed = logTime(join(directory, id));
    if (changed === undefined) return [];
    const settings = listedSettings(join(directory, id));
    return settings.title === undefined ? [] : [{ id, changed, settings }];
  });
  return found.toSorted((one, other) => other.changed - one.changed || (one.id < other.id ? 1 : -1));
}

/** When a conversation's log was last written, in milliseconds since 1970; `undefined` where a folder has none. */
export function logTime(folder: string): number | undefined {
  try {
    return statSync(join(folder, "run.jsonl"), { throwIfNoEntry: false })?.mtimeMs;
  } catch {
    // Not a folder, or one that nobody may look into.
    return undefined;
  }
}

function listedSettings(folder: string): ListedSettings {
  const settings = readSettings(join(folder, "settings.json"));
  if (!isUnread(settings)) return settings;
  const title = settings.title ?? firstWords(join(folder, "run.jsonl"));
  return { directory: settings.directory ?? "?", choice: { model: "?" }, ...(title !== undefined && { title }) };
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory).filter(isConversationId);
  } catch {
    // Nothing was ever kept, or nobody may look.
    return [];
  }
}
