import type { ComputerAction, Point } from "@massgen/core";
import { shorten } from "./shorten.ts";

export interface DescribeOptions {
  /** Characters of a text, an address or the name of a key that are told; what is longer is cut, on one line. Default: all. */
  readonly longest?: number;
}

/**
 * An action in a few words, e.g. `click at 120, 80`. It may be one that will be rejected as malformed: of such a one it
 * says no more than that.
 */
export function describeAction(action: ComputerAction, { longest }: DescribeOptions = {}): string {
  try {
    return wordsOf(action, (text) => (longest === undefined ? textOf(text) : shorten(textOf(text), longest)));
  } catch {
    return `a malformed ${nameOf(action)}`;
  }
}

function wordsOf(action: ComputerAction, told: (text: string) => string): string {
  const chord = (keys: readonly string[]) => keys.map(told).join(" + ");
  const held = "keys" in action && action.type !== "key" && action.keys?.length ? ` with ${chord(action.keys)}` : "";
  switch (action.type) {
    case "click":
      return `${clickName(action)} at ${place(action)}${held}`;
    case "move":
      return `move to ${place(action)}${held}`;
    case "press":
    case "release":
      return `${action.type} the ${textOf(action.button ?? "left")} button${held}`;
    case "drag": {
      const [from, to] = [action.path[0], action.path.at(-1)];
      return `drag${from && to ? ` from ${place(from)} to ${place(to)}` : ""}${held}`;
    }
    case "scroll":
      return `scroll ${scrollName(action)} at ${place(action)}${held}`;
    case "type":
      return `type ${JSON.stringify(told(action.text))}`;
    case "key":
      return `press ${chord(action.keys)}`;
    case "wait":
      return `wait ${numberOf(action.milliseconds) / 1_000} s`;
    case "navigate":
      return `open ${told(action.url)}`;
    case "zoom":
      return `zoom at ${place(action.region)}`;
    case "write-clipboard":
      return "write to the clipboard";
    case "read-clipboard":
      return "read the clipboard";
    case "back":
      return "go back";
    case "forward":
      return "go forward";
    case "screenshot":
      return "look";
    default:
      return "unknown action";
  }
}

function place({ x, y }: Point): string {
  return `${Math.round(numberOf(x))}, ${Math.round(numberOf(y))}`;
}

function clickName({ button = "left", count = 1 }: Extract<ComputerAction, { type: "click" }>): string {
  const times = textOf({ 1: "click", 2: "double click", 3: "triple click" }[count]);
  return button === "left" ? times : `${textOf(button)} ${times}`;
}

function scrollName(scroll: Extract<ComputerAction, { type: "scroll" }>): string {
  const [deltaX, deltaY] = [numberOf(scroll.deltaX), numberOf(scroll.deltaY)];
  const [pixels, name] =
    Math.abs(deltaY) >= Math.abs(deltaX)
      ? [Math.abs(deltaY), deltaY < 0 ? "up" : "down"]
      : [Math.abs(deltaX), deltaX < 0 ? "left" : "right"];
  return `${Math.round(pixels)} px ${name}`;
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  throw new TypeError("It is no text.");
}

function numberOf(value: unknown): number {
  if (typeof value === "number") return value;
  throw new TypeError("It is no number.");
}

function nameOf(action: unknown): string {
  const type = typeof action === "object" && action !== null && "type" in action ? action.type : undefined;
  return typeof type === "string" ? shorten(type, 40) : "action";
}
