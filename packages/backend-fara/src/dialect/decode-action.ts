import type { ComputerAction, DialectContext, Point } from "@massgen/core";
import type { FaraActionName } from "../profiles/action-name.ts";
import { searchAddress, visitedAddress } from "./addresses.ts";
import { decodeType } from "./decode-type.ts";
import type { DialectOptions } from "./dialect-options.ts";
import { round, toFrame } from "./places.ts";
import { readKeys } from "./read-keys.ts";
import { readCoordinate, readNumber, readText } from "./read-values.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Actions in order, or what is wrong with them: one or two sentences for the model. */
export type ActionReading = readonly ComputerAction[] | string;

const defaultWaitSeconds = 3;
const longestWaitSeconds = 30;
/** Screens that one turn of the wheel may pass. */
const mostScreens = 10;

/** What an action does on a computer. */
export function decodeAction(
  action: FaraActionName,
  fields: Fields,
  context: DialectContext,
  options: DialectOptions,
): ActionReading {
  const at = (make: (place: Point) => ComputerAction): ActionReading => {
    const place = readPlace(fields, context, options);
    return typeof place === "string" ? place : [make(place)];
  };
  switch (action) {
    case "left_click":
      return at((place) => ({ type: "click", ...place }));
    case "double_click":
      return at((place) => ({ type: "click", ...place, count: 2 }));
    case "triple_click":
      return at((place) => ({ type: "click", ...place, count: 3 }));
    case "right_click":
      return at((place) => ({ type: "click", ...place, button: "right" }));
    case "mouse_move":
      return at((place) => ({ type: "move", ...place }));
    case "left_click_drag": {
      const { cursor } = context;
      if (cursor === undefined) return "It is not known where the pointer is. Move it to where the drag begins first.";
      return at((place) => ({ type: "drag", path: [cursor, place] }));
    }
    case "scroll":
    case "hscroll":
      return scroll(action, fields, context, options);
    case "type":
      return decodeType(fields, context, options);
    case "key": {
      const chords = readKeys(fields.keys ?? fields.key ?? fields.text);
      return chords?.map((keys) => ({ type: "key", keys })) ?? "The argument keys is not a list of names of keys.";
    }
    case "visit_url":
      return open(readText(fields, "url"), "url", (url) => visitedAddress(url, options.searchUrl));
    case "web_search":
      return open(readText(fields, "query"), "query", (query) => searchAddress(query, options.searchUrl));
    case "history_back":
      return [{ type: "back" }];
    case "wait":
      return wait(fields);
    default:
      return `${action} does nothing on a computer.`;
  }
}

/** The place that a call names, or what is wrong with it. */
export function readPlace(fields: Fields, context: DialectContext, { profile }: DialectOptions): Point | string {
  const coordinate = readCoordinate(fields);
  if (coordinate === "missing") return "The argument coordinate is missing.";
  if (coordinate === "wrong") return "The argument coordinate is not a list of two numbers, [x, y].";
  return toFrame(coordinate, profile, context) ?? "The coordinate lies outside the screen.";
}

/** Where the wheel turns: at the pointer, or in the middle where it is not known. */
function wheelPlace({ cursor, frame }: DialectContext): Point {
  const { x, y } = cursor ?? { x: Math.floor(frame.width / 2), y: Math.floor(frame.height / 2) };
  const within = (value: number, side: number) => Math.min(Math.max(value, 0), side - 1);
  return { x: within(x, frame.width), y: within(y, frame.height) };
}

function scroll(
  action: "scroll" | "hscroll",
  fields: Fields,
  context: DialectContext,
  { profile }: DialectOptions,
): ActionReading {
  const pixels = readNumber(fields.pixels ?? fields.amount);
  if (pixels === undefined) return "The argument pixels is not a number.";
  const place = { type: "scroll", ...wheelPlace(context) } as const;
  const side = action === "scroll" ? context.frame.height : context.frame.width;
  const most = mostScreens * side;
  const { scroll: rule } = profile;
  const wanted = rule.type === "fixed" ? Math.sign(pixels) * rule.pixels : round((pixels * side) / 1_000, 3);
  const amount = Math.min(Math.max(wanted, -most), most);
  // Positive is up, as a wheel is turned; sideways the originals go right, whatever their schema says.
  return action === "scroll"
    ? [{ ...place, deltaX: 0, deltaY: amount === 0 ? 0 : -amount }]
    : [{ ...place, deltaX: amount === 0 ? 0 : amount, deltaY: 0 }];
}

function open(text: string | undefined, name: string, address: (text: string) => string): ActionReading {
  if (text === undefined || text.trim() === "") return `The argument ${name} is missing.`;
  if (text.length > 2_000) return `The argument ${name} is too long.`;
  return [{ type: "navigate", url: address(text) }];
}

function wait(fields: Fields): ActionReading {
  const given = fields.time ?? fields.duration ?? fields.seconds;
  const seconds = given === undefined || given === null ? defaultWaitSeconds : readNumber(given);
  if (seconds === undefined || seconds < 0) return "The argument time is not a number of seconds.";
  return [{ type: "wait", milliseconds: Math.round(Math.min(seconds, longestWaitSeconds) * 1_000) }];
}
