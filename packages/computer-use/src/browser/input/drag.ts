import type { DragAction, Point } from "@massgen/core";
import { boundedOr } from "../bounded.ts";
import type { InputContext } from "./input-context.ts";
import { approach, buttonDown, moveTo } from "./mouse.ts";

/** Moves of one drag: enough for a page that follows the pointer, few enough as each takes a frame. */
const fewestMoves = 6;
const releaseMilliseconds = 1_000;

/** Presses at the first place, moves along the others, and lets go at the last, whatever happens on the way. */
export async function drag(context: InputContext, { path }: Pick<DragAction, "path">): Promise<void> {
  const [start] = path;
  if (!start) return;
  await approach(context, start);
  try {
    await buttonDown(context, "left");
    for (const point of movesAlong(path)) await moveTo(context, point);
    // A page that follows the pointer by frames must have seen the last place before the button comes up.
    await context.guard(context.page.mouse.move(path.at(-1)?.x ?? start.x, path.at(-1)?.y ?? start.y));
  } finally {
    context.pointer.pressed.delete("left");
    await boundedOr(context.page.mouse.up(), releaseMilliseconds, undefined);
  }
}

/** Places of the path with others between them where they are few. Ends exactly at the last one. */
export function movesAlong(path: readonly Point[]): readonly Point[] {
  const segments = path.length - 1;
  const steps = Math.max(1, Math.ceil(fewestMoves / segments));
  return path.slice(1).flatMap((end, index) => {
    const start = path[index] ?? end;
    return Array.from({ length: steps }, (_, step) => {
      const share = (step + 1) / steps;
      if (share === 1) return end;
      return { x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share };
    });
  });
}
