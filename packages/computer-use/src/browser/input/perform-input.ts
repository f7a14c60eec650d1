import type { ComputerAction, MouseButton, Point } from "@massgen/core";
import { drag } from "./drag.ts";
import type { InputContext, InputFailure } from "./input-context.ts";
import { approach, buttonDown, buttonUp, clickButton, moveTo } from "./mouse.ts";
import { pressKeys } from "./press-keys.ts";
import { typeText } from "./type-text.ts";
import { withHeldKeys } from "./with-held-keys.ts";

/** Actions that are events of a mouse or a keyboard. */
export type InputAction = Extract<
  ComputerAction,
  { type: "click" | "move" | "press" | "release" | "drag" | "scroll" | "type" | "key" }
>;

const inputTypes = new Set<string>(["click", "move", "press", "release", "drag", "scroll", "type", "key"]);

export function isInputAction(action: ComputerAction): action is InputAction {
  return inputTypes.has(action.type);
}

/** Does an action on a page with real events, whichever page it is. */
export async function performInput(context: InputContext, action: InputAction): Promise<InputFailure | undefined> {
  if (action.type === "key") return pressKeys(context, action.keys);
  if (action.type === "type") {
    await typeText(context, action.text);
    return undefined;
  }
  return withHeldKeys(context, action.keys, async () => {
    await performPointer(context, action);
    return undefined;
  });
}

async function performPointer(
  context: InputContext,
  action: Exclude<InputAction, { type: "key" | "type" }>,
): Promise<void> {
  switch (action.type) {
    case "click":
      await approach(context, action);
      for (let count = 1; count <= (action.count ?? 1); count += 1) {
        await clickButton(context, action.button ?? "left", count);
      }
      return;
    case "move":
      return moveTo(context, action);
    case "press":
      return press(context, action, action.button ?? "left");
    case "release":
      // A page that is dragged over wants to see the pointer come.
      if (action.x !== undefined && action.y !== undefined)
        await moveTo(context, { x: action.x, y: action.y }, { steps: 3 });
      return buttonUp(context, action.button ?? "left");
    case "drag":
      return drag(context, action);
    case "scroll":
      await moveTo(context, action);
      await context.guard(context.page.mouse.wheel(action.deltaX, action.deltaY));
  }
}

async function press(context: InputContext, place: Partial<Point>, button: MouseButton): Promise<void> {
  if (place.x !== undefined && place.y !== undefined) await approach(context, { x: place.x, y: place.y });
  await buttonDown(context, button);
}
