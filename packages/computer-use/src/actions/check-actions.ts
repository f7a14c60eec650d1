import { type ComputerAction, type ComputerCapabilities, ComputerError } from "@massgen/core";
import { actionProblem, type FrameSize } from "./action-problem.ts";

/** Most actions of one batch. */
const maximumActions = 200;

/**
 * Checks a batch before anything of it is done. Actions come from a model, so nothing about their shape is taken for
 * granted.
 *
 * @throws ComputerError `invalid-action` where one is malformed or lies outside the frame, `unsupported-action` where
 *   the computer has none of that type.
 */
export function checkActions(
  actions: readonly ComputerAction[],
  capabilities: ComputerCapabilities,
  frame: FrameSize,
): void {
  if (!Array.isArray(actions)) throw invalid("The actions are no list.");
  if (actions.length > maximumActions)
    throw invalid(`There are ${actions.length} actions, more than ${maximumActions}.`);
  for (const [index, action] of actions.entries()) {
    const problem = actionProblem(action, frame);
    if (problem !== undefined) throw invalid(`Action ${index + 1} ${problem}.`);
    if (!capabilities.actions.includes(action.type)) {
      throw new ComputerError(`Action ${index + 1}, ${action.type}, is none of this computer's.`, {
        code: "unsupported-action",
        remedy: `It knows ${capabilities.actions.join(", ")}.`,
      });
    }
  }
}

function invalid(problem: string): ComputerError {
  return new ComputerError(problem, { code: "invalid-action", remedy: "Correct it; nothing was done." });
}
