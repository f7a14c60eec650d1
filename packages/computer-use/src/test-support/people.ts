import type { ComputerRunLog } from "../loop/run-log.ts";
import type { ComputerRun } from "../loop/run-options.ts";

/** What people do at a point that a run waits at. */
export type Intervention = "none" | "pause" | "takeover" | "stop";

/** People who step in while a run goes on. */
export interface People {
  /** Whether one of them has stopped it. */
  readonly stopped: boolean;
  watch(run: ComputerRun): void;
  /** One of the points is reached. */
  intervene(): void;
  /** The log, with people at each of its calls. */
  around(log: ComputerRunLog): ComputerRunLog;
}

/** @param interventions - in the order of the points. @param reached - has those that came about. */
export function createPeople(interventions: readonly Intervention[], reached: Set<Intervention>): People {
  let points = 0;
  let stopped = false;
  let run: ComputerRun | undefined;
  return {
    get stopped() {
      return stopped;
    },
    watch(watched: ComputerRun) {
      run = watched;
    },
    intervene(): void {
      const what = interventions[points];
      points += 1;
      if (what === undefined || what === "none" || run === undefined) return;
      reached.add(what);
      if (what === "stop") {
        stopped = true;
        run.stop();
      } else if (what === "pause") void run.pause().then(() => run?.resume());
      else void run.takeOver().then(() => run?.handBack("a"));
    },
    around(log: ComputerRunLog): ComputerRunLog {
      const then = <Result>(call: () => Result) => {
        this.intervene();
        return call();
      };
      return {
        append: (record) => then(() => log.append(record)),
        read: () => then(() => log.read()),
        putFrame: (id, frame) => then(() => log.putFrame(id, frame)),
        getFrame: (id) => then(() => log.getFrame(id)),
      };
    },
  };
}
