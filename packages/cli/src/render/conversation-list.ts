import type { ListedConversation } from "../conversations/list-conversations.ts";
import { printable } from "./printable.ts";

const longestModel = 24;
const longestTitle = 60;

/** One line for each conversation: id, when it was last used, model, and the first words. */
export function conversationList(conversations: readonly ListedConversation[], workingDirectory: string): string {
  if (conversations.length === 0) return "There is no conversation yet.\n";
  const models = conversations.map(({ settings }) => printable(settings.choice.model, longestModel));
  const width = Math.max(...models.map((model) => model.length));
  const lines = conversations.map(({ id, changed, settings: { title = "", directory } }, index) => {
    const here = directory === workingDirectory ? "" : `  (${printable(directory, longestTitle)})`;
    return `${id}  ${minuteOf(changed)}  ${models[index]?.padEnd(width)}  ${printable(title, longestTitle)}${here}\n`;
  });
  return lines.join("");
}

/** Local time to the minute, e.g. `2026-01-31 14:25`. */
function minuteOf(milliseconds: number): string {
  const local = new Date(milliseconds);
  local.setMinutes(local.getMinutes() - local.getTimezoneOffset());
  return local.toISOString().slice(0, 16).replace("T", " ");
}
