import type { Frame, Observation, PastStep, TurnOutcome } from "@massgen/core";
import type { PastRun } from "./past-run.ts";
import type { ComputerRunLog, RecordedFrame } from "./run-log.ts";
import { withoutNews } from "./view.ts";

/**
 * Builds the turns of the last session again, pictures included.
 *
 * @returns `undefined` where a picture or a record is not there any more.
 */
export async function rebuildTurns(past: PastRun, log: ComputerRunLog): Promise<readonly PastStep[] | undefined> {
  const pictures = new Map<string, Uint8Array | undefined>();
  const fill = async ({ picture, ...frame }: RecordedFrame): Promise<Frame | undefined> => {
    if (!pictures.has(picture)) pictures.set(picture, await log.getFrame(picture));
    const data = pictures.get(picture);
    return data && { ...frame, data };
  };
  const steps: PastStep[] = [];
  for (const { turn, output } of past.sessionSteps) {
    const { frame: number, again = false, ...rest } = turn;
    const recorded = past.frames.get(number)?.observation;
    const frame = recorded && (await fill(recorded.frame));
    if (recorded === undefined || frame === undefined) return undefined;
    const { zoom: recordedZoom, frame: _, ...facts } = recorded;
    const zoom = recordedZoom && (await fill(recordedZoom));
    if (recordedZoom !== undefined && zoom === undefined) return undefined;
    const observation: Observation = {
      ...facts,
      frame,
      ...(recordedZoom !== undefined && zoom !== undefined && { zoom: { ...zoom, region: recordedZoom.region } }),
    };
    steps.push({ turn: { ...rest, observation: again ? withoutNews(observation) : observation }, output });
  }
  return steps;
}

/** What came of a step that an earlier run was cut off in: nothing of it is done again. */
export function outcomeOfCut(begun: boolean): TurnOutcome {
  if (!begun) {
    return {
      type: "rejected",
      reason: "The run was interrupted before this was done. Decide again on what you see now.",
    };
  }
  return {
    type: "acted",
    performed: 0,
    failure:
      "The run was interrupted while this was done, and some or all of it may have been. Look at the screen before you repeat any of it.",
    acknowledged: [],
  };
}
