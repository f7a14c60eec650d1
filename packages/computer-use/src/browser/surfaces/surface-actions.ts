import type { ComputerAction, Point } from "@massgen/core";
import { isInputAction } from "../input/perform-input.ts";
import type { Stage } from "./stage.ts";
import type { StagePart, StageState } from "./stage-view.ts";
import type { SurfaceActResult, SurfacesSettings } from "./surfaces.ts";

/** What an action did to what is drawn. */
export interface StageStep {
  readonly state?: StageState;
  readonly failure?: SurfaceActResult["failure"];
}

/** Does an action on the stage with real events, where it means something there. */
export async function performOnStage(settings: {
  readonly stage: Stage;
  readonly perform: SurfacesSettings["perform"];
  readonly action: ComputerAction;
  /** What the model is told where the action means nothing. */
  readonly refusal: { readonly code: string; readonly reason: string };
}): Promise<StageStep> {
  const { stage, perform, action, refusal } = settings;
  switch (action.type) {
    case "screenshot":
    case "wait":
    case "zoom":
      return {};
    case "type": {
      const { fieldFocused } = await stage.state();
      // Without a field a line feed still is the Enter key.
      if (!fieldFocused && action.text.replaceAll("\r", "") !== "\n") {
        return { failure: refusal };
      }
      break;
    }
    case "key":
      await stage.state();
      break;
    default:
      if (!(await hits(stage, action))) {
        return { failure: refusal };
      }
  }
  if (!isInputAction(action)) {
    return { failure: refusal };
  }
  const failure = await perform(await stage.page(), action);
  if (failure !== undefined) {
    return { failure };
  }
  const state = await stage.state();
  if (action.type === "key" && !state.keyHandled && state.outcome === undefined) {
    return { failure: refusal };
  }
  return { state };
}

/** Whether an action of the pointer begins on something that it can be meant for. */
async function hits(stage: Stage, action: ComputerAction): Promise<boolean> {
  const point = pointOf(action);
  if (point === undefined) {
    return false;
  }
  const part = await stage.partAt(point);
  return part !== undefined && meant(action, part);
}

function meant(action: ComputerAction, part: StagePart): boolean {
  switch (action.type) {
    case "move":
    case "release":
      return true;
    case "scroll":
      return part === "message" || part === "row";
    case "click":
    case "press":
      return part !== "message" && (action.button ?? "left") === "left";
    case "drag":
      return part === "field";
    default:
      return false;
  }
}

function pointOf(action: ComputerAction): Point | undefined {
  switch (action.type) {
    case "click":
    case "move":
    case "scroll":
      return action;
    case "press":
    case "release":
      return action.x === undefined || action.y === undefined ? undefined : { x: action.x, y: action.y };
    case "drag":
      return action.path[0];
    default:
      return undefined;
  }
}
