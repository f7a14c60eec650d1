import type { Computer, ComputerEvent, Observation } from "@massgen/core";
import type { RunControl } from "./run-control.ts";
import type { RunLogWriter } from "./run-log-writer.ts";
import type { Tally } from "./tally.ts";
import type { View } from "./view.ts";

export interface LookerSettings {
  readonly computer: Computer;
  readonly control: RunControl;
  readonly writer: RunLogWriter;
  readonly tally: Tally;
  readonly tell: (event: ComputerEvent) => void;
  /** Highest number of a frame record that the log has already. */
  readonly frames: number;
}

/** The run's eyes. */
export interface Looker {
  /** Looks at the computer. */
  look(): Promise<View>;
  /** Takes in what was shown after an action. */
  see(observation: Observation): View;
}

export function createLooker(settings: LookerSettings): Looker {
  const { computer, control, writer, tally, tell } = settings;
  let number = settings.frames;
  const see = (observation: Observation): View => {
    number += 1;
    const recorded = writer.keep(observation);
    writer.write({ type: "frame", number, step: tally.steps, observation: recorded });
    tell({ type: "frame", step: tally.steps, observation });
    const picture = `${recorded.frame.picture} ${observation.url ?? ""}`;
    return { observation, number, picture, again: false };
  };
  return {
    see,
    async look() {
      const observation = await control.use((signal) => computer.observe({ signal }));
      control.seen();
      return see(observation);
    },
  };
}
