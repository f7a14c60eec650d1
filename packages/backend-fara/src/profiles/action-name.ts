/** What Fara-7B was trained to do, in the order of its tool's schema. */
export const actionsOf7B = [
  "key",
  "type",
  "mouse_move",
  "left_click",
  "scroll",
  "visit_url",
  "web_search",
  "history_back",
  "pause_and_memorize_fact",
  "wait",
  "terminate",
] as const;

/** What the Fara1.5 models were trained to do in a browser, in the order of their tool's schema. */
export const actionsOf15 = [
  "key",
  "type",
  "mouse_move",
  "left_click",
  "left_click_drag",
  "right_click",
  "double_click",
  "triple_click",
  "scroll",
  "hscroll",
  "visit_url",
  "history_back",
  "web_search",
  "read_page_answer_question",
  "pause_and_memorize_fact",
  "ask_user_question",
  "wait",
  "terminate",
] as const;

/** An action in the words of a Fara model. */
export type FaraActionName = (typeof actionsOf15)[number];
