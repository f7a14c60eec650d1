import type { MouseButton, Point } from "@massgen/core";
import { boundedOr, forget } from "../bounded.ts";
import { awaitHover, hoverPlace, watchHover } from "./hover-script.ts";
import type { InputContext } from "./input-context.ts";

const hoverMilliseconds = 500;
const releaseMilliseconds = 1_000;

/** Moves the pointer to a place; does nothing where it is there already. */
export async function moveTo(context: InputContext, point: Point, { steps = 1 } = {}): Promise<void> {
  const { page, pointer, guard } = context;
  if (pointer.position?.x === point.x && pointer.position.y === point.y) return;
  pointer.position = { x: point.x, y: point.y };
  await guard(page.mouse.move(point.x, point.y, { steps }));
}

/** Moves the pointer to a place, and lets the page react to that before anything is pressed there. */
export async function approach(context: InputContext, { x, y }: Point): Promise<void> {
  const { page, pointer, guard } = context;
  if (pointer.position?.x === x && pointer.position.y === y) return;
  const settings = { x, y, place: hoverPlace };
  forget(page.evaluate(watchHover, settings));
  await moveTo(context, { x, y });
  await guard(boundedOr(page.evaluate(awaitHover, settings), hoverMilliseconds, undefined));
}

/** Presses a button where the pointer is, and leaves it down. */
export async function buttonDown(context: InputContext, button: MouseButton, clickCount = 1): Promise<void> {
  context.pointer.pressed.add(button);
  await context.guard(dispatch(context, "down", button, clickCount));
}

export async function buttonUp(context: InputContext, button: MouseButton, clickCount = 1): Promise<void> {
  context.pointer.pressed.delete(button);
  await context.guard(dispatch(context, "up", button, clickCount));
}

/** Presses a button and lets it go, whatever comes of the press. */
export async function clickButton(context: InputContext, button: MouseButton, clickCount: number): Promise<void> {
  try {
    await buttonDown(context, button, clickCount);
  } catch (error) {
    context.pointer.pressed.delete(button);
    // The page may be blocked by what the press has opened: the event waits in its queue.
    await boundedOr(dispatch(context, "up", button, clickCount), releaseMilliseconds, undefined);
    throw error;
  }
  await buttonUp(context, button, clickCount);
}

function dispatch(
  { page, session, pointer }: InputContext,
  direction: "down" | "up",
  button: MouseButton,
  clickCount: number,
): Promise<unknown> {
  if (button === "left" || button === "right" || button === "middle") {
    return page.mouse[direction]({ button, clickCount });
  }
  const { x = 0, y = 0 } = pointer.position ?? {};
  return session.send("Input.dispatchMouseEvent", {
    type: direction === "down" ? "mousePressed" : "mouseReleased",
    x,
    y,
    button,
    clickCount,
  });
}
