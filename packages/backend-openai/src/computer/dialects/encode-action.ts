import type { ClickAction, ComputerAction, DialectContext } from "@massgen/core";
import type { buttons } from "./decode-action.ts";
import { type FrameArea, frameArea } from "./frame-area.ts";
import type { OpenaiComputerAction } from "./openai-computer-call.ts";

/**
 * One action in the words of the wire that come nearest; whether they say the same is for the caller to find out.
 * `undefined` where there are none.
 */
export function encodeAction(action: ComputerAction, context: DialectContext): OpenaiComputerAction | undefined {
  const area = frameArea(context);
  switch (action.type) {
    case "click":
      return clickOf(action, area);
    case "move":
      return { type: "move", ...area.write(action), ...heldKeys(action.keys) };
    case "drag":
      return { type: "drag", path: action.path.map((place) => area.write(place)), ...heldKeys(action.keys) };
    case "scroll":
      return {
        type: "scroll",
        ...area.write(action),
        scroll_x: area.writeDistance("x", action.deltaX),
        scroll_y: area.writeDistance("y", action.deltaY),
        ...heldKeys(action.keys),
      };
    case "type":
      return { type: "type", text: action.text };
    case "key":
      return { type: "keypress", keys: [...action.keys] };
    case "wait":
    case "screenshot":
      return { type: action.type };
    default:
      return undefined;
  }
}

function clickOf(action: ClickAction, area: FrameArea): OpenaiComputerAction | undefined {
  const { button = "left", count = 1, keys = [] } = action;
  if (count === 1) return { type: "click", button: wireButton(button), ...area.write(action), ...heldKeys(keys) };
  if (button !== "left" || count === 3) return undefined;
  return { type: "double_click", ...area.write(action), keys: keys.length === 0 ? null : [...keys] };
}

function wireButton(button: NonNullable<ClickAction["button"]>): keyof typeof buttons {
  return button === "middle" ? "wheel" : button;
}

function heldKeys(keys: readonly string[] = []): { keys?: string[] } {
  return keys.length === 0 ? {} : { keys: [...keys] };
}
