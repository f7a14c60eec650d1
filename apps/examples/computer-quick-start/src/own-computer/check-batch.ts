import { type ComputerAction, type ComputerCapabilities, ComputerError } from "@massgen/core";

/**
 * Checks a whole batch before anything of it is done. Actions come from a model: of their shape nothing is certain.
 *
 * @throws ComputerError `unsupported-action`, `invalid-action`
 */
export function checkBatch(
  actions: readonly ComputerAction[],
  { actions: known }: ComputerCapabilities,
  frame: { readonly width: number; readonly height: number },
): void {
  for (const action of actions) {
    if (!known.includes(action.type)) {
      const remedy = `It knows ${known.join(", ")}.`;
      throw new ComputerError("The panel has no such action.", { code: "unsupported-action", remedy });
    }
    const isRight =
      action.type === "click"
        ? isBetween(action.x, frame.width) && isBetween(action.y, frame.height)
        : action.type !== "wait" || isBetween(action.milliseconds, 60_000);
    if (isRight) continue;
    throw new ComputerError(`The action ${action.type} makes no sense.`, {
      code: "invalid-action",
      remedy: `Stay inside ${frame.width} × ${frame.height} pixels, and wait 60 s at most.`,
    });
  }
}

function isBetween(value: unknown, most: number): boolean {
  return typeof value === "number" && value >= 0 && value <= most;
}
