import type { ComputerAction, DialectContext, Point } from "@massgen/core";
import { clearing } from "./decode-type.ts";
import type { DialectOptions } from "./dialect-options.ts";
import { fromFrame, round } from "./places.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Arguments of the call that does some actions; `undefined` where no single call does. What is given may not fit. */
export function encodeActions(
  actions: readonly ComputerAction[],
  context: DialectContext,
  options: DialectOptions,
): Fields | undefined {
  const [first, ...others] = actions;
  if (first === undefined) return undefined;
  const keys = keysOf(actions);
  if (keys !== undefined) return { action: "key", keys };
  if (others.length === 0 && first.type !== "type") return encodeOne(first, context, options);
  return encodeType(actions, context, options);
}

function encodeOne(action: ComputerAction, context: DialectContext, { profile }: DialectOptions): Fields | undefined {
  const coordinate = (place: Point) => fromFrame(place, profile, context);
  switch (action.type) {
    case "click":
      return { action: clickName(action), coordinate: coordinate(action) };
    case "move":
      return { action: "mouse_move", coordinate: coordinate(action) };
    case "drag": {
      const end = action.path[1];
      return end === undefined ? undefined : { action: "left_click_drag", coordinate: coordinate(end) };
    }
    case "scroll": {
      const isSideways = action.deltaX !== 0;
      const side = isSideways ? context.frame.width : context.frame.height;
      const amount = isSideways ? action.deltaX : -action.deltaY;
      const pixels = profile.scroll.type === "fixed" ? amount : round((amount * 1_000) / side, 6);
      return { action: isSideways ? "hscroll" : "scroll", pixels: pixels === 0 ? 0 : pixels };
    }
    case "wait":
      return { action: "wait", time: action.milliseconds / 1_000 };
    case "navigate":
      return { action: "visit_url", url: action.url };
    case "back":
      return { action: "history_back" };
    default:
      return undefined;
  }
}

function clickName({ button, count }: { readonly button?: string; readonly count?: number }): string {
  if (button === "right") return "right_click";
  return count === 3 ? "triple_click" : count === 2 ? "double_click" : "left_click";
}

/** Chords one after the other that share their modifiers are said with those once, others each in one word. */
function keysOf(actions: readonly ComputerAction[]): readonly string[] | undefined {
  const chords = actions.flatMap((action) => (action.type === "key" ? [action.keys] : []));
  const [first, ...others] = chords;
  if (first === undefined || chords.length < actions.length) return undefined;
  const modifiers = first.slice(0, -1).join(" ");
  const isShared = others.every((chord) => chord.slice(0, -1).join(" ") === modifiers);
  if (!isShared) return chords.map((chord) => chord.join("+"));
  return [...first, ...others.flatMap((chord) => chord.slice(-1))];
}

function encodeType(
  actions: readonly ComputerAction[],
  context: DialectContext,
  options: DialectOptions,
): Fields | undefined {
  const rest = [...actions];
  const takeIf = (...wanted: readonly ComputerAction[]) => {
    const isNext = wanted.every((action, index) => JSON.stringify(action) === JSON.stringify(rest[index]));
    if (isNext) rest.splice(0, wanted.length);
    return isNext;
  };
  const click = rest[0]?.type === "click" ? rest.shift() : undefined;
  const clears = takeIf(...clearing(options));
  const typed = rest[0]?.type === "type" ? rest.shift() : undefined;
  const submits = takeIf({ type: "key", keys: ["Enter"] });
  if (rest.length > 0) return undefined;
  const text = typed?.type === "type" ? typed.text : "";
  if (!options.profile.typeHasClick) return { action: "type", text };
  return {
    action: "type",
    text,
    press_enter: submits,
    ...(clears ? { delete_existing_text: true } : {}),
    ...(click?.type === "click" ? { coordinate: fromFrame(click, options.profile, context) } : {}),
  };
}
