import { join } from "node:path";
import { inputError } from "../input-error.ts";
import { isConversationId } from "./conversation-id.ts";
import { listConversations, logTime } from "./list-conversations.ts";

/**
 * The id of the conversation that is to go on.
 *
 * @param wanted - its id, or `true` for the newest that began in the working directory.
 * @param directory - of the conversations.
 * @throws MassGenError `invalid-input` where there is none.
 */
export function findConversation(wanted: string | true, directory: string, workingDirectory: string): string {
  if (wanted !== true) {
    if (isConversationId(wanted) && logTime(join(directory, wanted)) !== undefined) return wanted;
    throw inputError(`There is no conversation "${wanted}".`, "massgen chat --list names them.");
  }
  const all = listConversations(directory);
  const newest = all.find(({ settings }) => settings.directory === workingDirectory);
  if (newest !== undefined) return newest.id;
  throw all.length === 0
    ? inputError("There is no conversation yet.", "Begin one with massgen chat.")
    : inputError("No conversation began in this directory.", "Name one that massgen chat --list shows: --continue ID.");
}
