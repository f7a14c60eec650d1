import type { FaraActionName } from "../profiles/action-name.ts";
import type { FaraProfile } from "../profiles/fara-profile.ts";

/** An argument of the tool. */
export interface ArgumentWords {
  readonly name: string;
  readonly description: string;
  readonly type: "array" | "string" | "number" | "boolean";
  readonly values?: readonly string[];
  readonly usedBy: readonly FaraActionName[];
}

const keys: ArgumentWords = {
  name: "keys",
  description: "Names of the keys.",
  type: "array",
  usedBy: ["key"],
};
const text: ArgumentWords = { name: "text", description: "The text.", type: "string", usedBy: ["type"] };
const url: ArgumentWords = { name: "url", description: "The address.", type: "string", usedBy: ["visit_url"] };
const query: ArgumentWords = {
  name: "query",
  description: "What to search for.",
  type: "string",
  usedBy: ["web_search"],
};
const fact: ArgumentWords = {
  name: "fact",
  description: "What to keep in mind.",
  type: "string",
  usedBy: ["pause_and_memorize_fact"],
};
const time: ArgumentWords = { name: "time", description: "Seconds.", type: "number", usedBy: ["wait"] };
const place = "The place as (x, y), counted from the left and from the top.";
const distance = "How far; positive is up, negative is down.";

/** Arguments that Fara-7B knows, in the trained order. */
export const argumentsOf7B: readonly ArgumentWords[] = [
  keys,
  text,
  {
    name: "press_enter",
    description: "Whether the Enter key follows the text.",
    type: "boolean",
    usedBy: ["type"],
  },
  {
    name: "delete_existing_text",
    description: "Whether what the field holds is removed first.",
    type: "boolean",
    usedBy: ["type"],
  },
  { name: "coordinate", description: place, type: "array", usedBy: ["left_click", "mouse_move", "type"] },
  { name: "pixels", description: distance, type: "number", usedBy: ["scroll"] },
  url,
  query,
  fact,
  time,
  {
    name: "status",
    description: "How the task went.",
    type: "string",
    values: ["success", "failure"],
    usedBy: ["terminate"],
  },
];

/** Arguments that Fara1.5 knows, in the trained order. */
export const argumentsOf15: readonly ArgumentWords[] = [
  keys,
  text,
  {
    name: "coordinate",
    description: place,
    type: "array",
    usedBy: ["left_click", "double_click", "right_click", "triple_click", "left_click_drag", "mouse_move"],
  },
  { name: "pixels", description: distance, type: "number", usedBy: ["scroll", "hscroll"] },
  url,
  query,
  fact,
  {
    name: "question",
    description: "The question.",
    type: "string",
    usedBy: ["read_page_answer_question", "ask_user_question"],
  },
  time,
  { name: "answer", description: "The answer to the task.", type: "string", usedBy: ["terminate"] },
];

/** What each action is for. */
export function actionPurposes({ typeHasClick, answer }: FaraProfile): Readonly<Record<FaraActionName, string>> {
  return {
    key: "Holds keys down together, in order, and lets them go in reverse. Names are those of browsers: Enter, Tab, Escape, Control, Shift, Alt, Backspace, Delete, ArrowDown, PageDown and so on.",
    type: typeHasClick
      ? "Clicks a field and types text into it."
      : "Types text into what has the focus, without Enter.",
    mouse_move: "Moves the pointer to a place.",
    left_click: "Clicks a place with the left button.",
    left_click_drag: "Drags with the left button from where the pointer is to a place.",
    right_click: "Clicks a place with the right button.",
    double_click: "Clicks a place twice.",
    triple_click: "Clicks a place three times, which selects a line or paragraph.",
    scroll: "Turns the wheel where the pointer is.",
    hscroll: "Scrolls sideways where the pointer is.",
    visit_url: "Opens an address.",
    history_back: "Goes back to the page before.",
    web_search: "Looks something up with a search engine.",
    read_page_answer_question: "Has the text of the whole page read, and a question about it answered.",
    pause_and_memorize_fact: "Notes a fact for later.",
    ask_user_question: "Asks the user, and waits for the reply.",
    wait: "Waits, for instance until a page has loaded.",
    terminate:
      answer === "thoughts"
        ? "Ends the task. What you write before this call is the answer that the user gets."
        : "Ends the task and gives the answer.",
  };
}
