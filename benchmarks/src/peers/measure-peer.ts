import { median } from "../overhead/measure-in-turns.ts";
import type { Entry } from "./neutral.ts";
import type { Goal, Peer } from "./peer.ts";

/** What came of one session. */
export interface Measured {
  /** Median of the runs. */
  readonly milliseconds: number;
  readonly runs: number;
  readonly result: readonly Entry[];
  readonly modelCalls: number;
}

const mostRuns = 5;
/** Time after which no further run is started, in milliseconds. */
const enough = 1_000;

/** Runs a peer on a session, each time on messages made anew, until there were enough runs or enough time went by. */
export async function measurePeer(peer: Peer, session: readonly Entry[], goal: Goal): Promise<Measured> {
  const times: number[] = [];
  let spent = 0;
  for (;;) {
    const prepared = await peer.prepare(session, goal);
    const start = performance.now();
    const read = await prepared.run();
    const time = performance.now() - start;
    times.push(time);
    spent += time;
    if (times.length < mostRuns && spent < enough) continue;
    const modelCalls = prepared.modelCalls?.() ?? 0;
    return { milliseconds: median(times), runs: times.length, result: read(), modelCalls };
  }
}
