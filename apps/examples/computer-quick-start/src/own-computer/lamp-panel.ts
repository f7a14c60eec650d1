import { setTimeout as sleep } from "node:timers/promises";
import {
  type ActionFailure,
  type Computer,
  type ComputerAction,
  type ComputerCapabilities,
  ComputerError,
  type Observation,
} from "@massgen/core";
import { checkBatch } from "./check-batch.ts";
import { drawPanel } from "./draw-panel.ts";

const frame = { width: 200, height: 120 };
const button = { x: 20, y: 40, width: 60, height: 40, colour: [40, 40, 200] } as const;
const capabilities: ComputerCapabilities = { environment: "linux", actions: ["click", "wait", "screenshot"], frame };

/** A panel with a button and a lamp, and how often the button was pressed. */
export interface LampPanel extends Computer {
  presses(): number;
}

/** Makes a computer out of something that is none: all that it takes is a picture, and actions on it. */
export function createLampPanel(): LampPanel {
  const closing = new AbortController();
  let presses = 0;
  let frames = 0;
  let last = "";
  let busy = false;

  const observe = (): Observation => {
    frames += 1;
    last = `panel-${frames}`;
    const colour = presses % 2 === 1 ? ([255, 230, 0] as const) : ([30, 30, 30] as const);
    const data = drawPanel(frame.width, frame.height, [button, { x: 120, y: 40, width: 40, height: 40, colour }]);
    const picture = { id: last, ...frame, mediaType: "image/png", data } as const;
    return { frame: picture, tabs: [], permissions: [], downloads: [], notices: [] };
  };

  const perform = async (action: ComputerAction, signal: AbortSignal): Promise<void> => {
    if (action.type === "wait") await sleep(action.milliseconds, undefined, { signal });
    if (action.type === "click" && isInside(action)) presses += 1;
  };

  /** Calls must not overlap, none may follow `close`, and a signal that is aborted already means that nothing is done. */
  const alone = async <Result>(given: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<Result>) => {
    const signal = AbortSignal.any([closing.signal, ...(given === undefined ? [] : [given])]);
    signal.throwIfAborted();
    if (busy)
      throw new ComputerError("The panel is in use.", { code: "overlapping-call", remedy: "Wait for the last call." });
    busy = true;
    try {
      return await work(signal);
    } catch (error) {
      // A timer that is aborted wraps the reason in an error of its own.
      signal.throwIfAborted();
      throw error;
    } finally {
      busy = false;
    }
  };

  return {
    name: "lamp panel",
    capabilities,
    presses: () => presses,
    observe: ({ signal } = {}) => alone(signal, async () => observe()),
    act: (actions, { frame: chosenOn, onAction, signal: given }) =>
      alone(given, async (signal) => {
        checkBatch(actions, capabilities, frame);
        if (chosenOn !== last) {
          throw new ComputerError("The frame is not the last one.", { code: "stale-frame", remedy: "Observe again." });
        }
        last = "";
        let performed = 0;
        let failure: ActionFailure | undefined;
        for (const [index, action] of actions.entries()) {
          signal.throwIfAborted();
          onAction?.(index);
          if (action.type === "click" && !isInside(action)) {
            failure = { index, code: "nothing-there", reason: "There is nothing to press at that place." };
            break;
          }
          await perform(action, signal);
          performed += 1;
        }
        return { observation: observe(), performed, ...(failure && { failure }) };
      }),
    async close() {
      closing.abort(new ComputerError("The panel is closed.", { code: "closed", remedy: "Make another one." }));
    },
  };
}

function isInside({ x, y }: { readonly x: number; readonly y: number }): boolean {
  return x >= button.x && x < button.x + button.width && y >= button.y && y < button.y + button.height;
}
