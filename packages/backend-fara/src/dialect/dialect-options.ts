import type { ComputerActionType } from "@massgen/core";
import type { FaraActionName } from "../profiles/action-name.ts";
import type { FaraProfile } from "../profiles/fara-profile.ts";

/** What a translation depends on beside the frame. */
export interface DialectOptions {
  readonly profile: FaraProfile;
  /** Actions of the model that can be done on this computer. */
  readonly actions: readonly FaraActionName[];
  /** Address of a search, with `{query}` in it. */
  readonly searchUrl: string;
  /** The key that is held to select everything: `Meta` on a Mac, else `Control`. */
  readonly selectAllKey: "Control" | "Meta";
}

const needs: Readonly<Record<FaraActionName, readonly ComputerActionType[]>> = {
  key: ["key"],
  type: ["type"],
  mouse_move: ["move"],
  left_click: ["click"],
  left_click_drag: ["drag"],
  right_click: ["click"],
  double_click: ["click"],
  triple_click: ["click"],
  scroll: ["scroll"],
  hscroll: ["scroll"],
  visit_url: ["navigate"],
  history_back: ["back"],
  web_search: ["navigate"],
  read_page_answer_question: [],
  pause_and_memorize_fact: [],
  ask_user_question: [],
  wait: ["wait"],
  terminate: [],
};

/** The model's actions that a computer can do, in the trained order. */
export function possibleActions(
  profile: FaraProfile,
  computer: readonly ComputerActionType[],
): readonly FaraActionName[] {
  return profile.actions.filter((action) => needs[action].every((type) => computer.includes(type)));
}
