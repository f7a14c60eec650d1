import type { ComputerAction, DialectContext, MouseButton } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { type FrameArea, frameArea } from "./frame-area.ts";
import { MalformedCall, quoted } from "./malformed-call.ts";
import type { OpenaiComputerAction } from "./openai-computer-call.ts";

type Fields = Readonly<Record<string, unknown>>;

/** How long the wire's `wait`, which names no time, is. */
const waitMilliseconds = 1_000;

/** The wire's names of buttons; its `wheel` is the button beneath the wheel. */
export const buttons = {
  left: "left",
  right: "right",
  wheel: "middle",
  back: "back",
  forward: "forward",
} as const satisfies Readonly<Record<string, MouseButton>>;

const readers: Readonly<Record<OpenaiComputerAction["type"], (fields: Fields, area: FrameArea) => ComputerAction>> = {
  click(fields, area) {
    const button = buttonOf(fields.button);
    return { type: "click", ...area.read(fields), ...(button !== "left" && { button }), ...heldKeys(fields) };
  },
  double_click: (fields, area) => ({ type: "click", ...area.read(fields), count: 2, ...heldKeys(fields) }),
  drag: (fields, area) => ({ type: "drag", path: pathOf(fields.path, area), ...heldKeys(fields) }),
  keypress: ({ keys }) => ({ type: "key", keys: keyNames(keys) }),
  move: (fields, area) => ({ type: "move", ...area.read(fields), ...heldKeys(fields) }),
  screenshot: () => ({ type: "screenshot" }),
  scroll: (fields, area) => ({
    type: "scroll",
    ...area.read(fields),
    deltaX: area.readDistance(fields, "scroll_x"),
    deltaY: area.readDistance(fields, "scroll_y"),
    ...heldKeys(fields),
  }),
  type({ text }) {
    if (typeof text === "string") return { type: "type", text };
    throw new MalformedCall(`text must be a string, not ${quoted(text)}`);
  },
  wait: () => ({ type: "wait", milliseconds: waitMilliseconds }),
};

/** What the wire calls its actions. */
export const actionNames: readonly string[] = Object.keys(readers);

/**
 * One action of the wire as ours: a double click is a click with a count of 2, a wait lasts a second,
 * a scroll is in pixels and positive downwards in both.
 *
 * @param value - as it came, which may be anything.
 * @throws MalformedCall
 */
export function decodeAction(value: unknown, context: DialectContext): ComputerAction {
  if (!isRecord(value)) throw new MalformedCall(`it must be an object, not ${quoted(value)}`);
  const { type } = value;
  const reader = typeof type === "string" && Object.hasOwn(readers, type) && readers[type as keyof typeof readers];
  if (!reader) throw new MalformedCall(`its type is ${quoted(type)}, which is no action`);
  return reader(value, frameArea(context));
}

function buttonOf(value: unknown): MouseButton {
  if (value === undefined || value === null) return "left";
  if (typeof value === "string" && Object.hasOwn(buttons, value)) return buttons[value as keyof typeof buttons];
  throw new MalformedCall(`button is ${quoted(value)}, which is none of ${Object.keys(buttons).join(", ")}`);
}

function heldKeys({ keys }: Fields): { readonly keys?: readonly string[] } {
  if (keys === undefined || keys === null || (Array.isArray(keys) && keys.length === 0)) return {};
  return { keys: keyNames(keys) };
}

function keyNames(keys: unknown): readonly string[] {
  const isList = Array.isArray(keys) && keys.length > 0 && keys.every((key) => typeof key === "string" && key !== "");
  if (isList) return keys;
  throw new MalformedCall(`keys must be a list of names of keys, not ${quoted(keys)}`);
}

function pathOf(path: unknown, area: FrameArea): readonly { readonly x: number; readonly y: number }[] {
  if (!Array.isArray(path) || path.length < 2) throw new MalformedCall("path must be a list of two places or more");
  return path.map((place: unknown) => {
    if (isRecord(place)) return area.read(place);
    throw new MalformedCall(`path must hold places with x and y, not ${quoted(place)}`);
  });
}
