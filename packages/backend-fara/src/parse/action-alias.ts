import { actionsOf15, type FaraActionName } from "../profiles/action-name.ts";

/** Names that models use for their actions, and the one that is meant. */
const aliases: ReadonlyMap<string, FaraActionName> = new Map<string, FaraActionName>([
  ...actionsOf15.map((name) => [name, name] as const),
  ["click", "left_click"],
  ["hover", "mouse_move"],
  ["move", "mouse_move"],
  ["keypress", "key"],
  ["press_key", "key"],
  ["press", "key"],
  ["hotkey", "key"],
  ["refresh", "key"],
  ["reload", "key"],
  ["sleep", "wait"],
  ["input_text", "type"],
  ["type_text", "type"],
  ["drag", "left_click_drag"],
  ["stop", "terminate"],
  ["finish", "terminate"],
  ["done", "terminate"],
  ["goto", "visit_url"],
  ["go_to_url", "visit_url"],
  ["navigate", "visit_url"],
  ["open_url", "visit_url"],
  ["search", "web_search"],
  ["back", "history_back"],
  ["go_back", "history_back"],
  ["memorize", "pause_and_memorize_fact"],
  ["ask_user", "ask_user_question"],
]);

/** One version of Microsoft's schema for Fara-7B has an action of its own for what this key does. */
const reloading = { keys: ["F5"] } as const;

/** The action that a name stands for, in whatever case and with whatever between its words. */
export function actionOf(name: string): FaraActionName | undefined {
  return aliases.get(plain(name));
}

/** Arguments that the name alone says. */
export function argumentsIn(name: string): Readonly<Record<string, unknown>> {
  return ["refresh", "reload"].includes(plain(name)) ? reloading : {};
}

function plain(name: string): string {
  if (name.length > 64) return "";
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
}
