import type { BenchSession } from "../session.ts";
import type { Contestant } from "./contestant.ts";
import { type LiveModel, liveContestants } from "./live-contestants.ts";
import { offlineContestants } from "./offline-contestants.ts";

/**
 * The rows for a session, `none` first. With a model its own naive summary takes the place of the emulated one.
 *
 * @param rows - names of those that were asked for; `undefined` for all.
 */
export function chooseContestants(
  { log }: Pick<BenchSession, "log">,
  live: LiveModel | undefined,
  rows: ReadonlySet<string> | undefined,
): readonly Contestant[] {
  const asked = live === undefined ? [] : liveContestants(live, log.format);
  const isTaken = new Set(asked.map(({ strategy }) => strategy));
  const offline = offlineContestants.filter(({ strategy }) => !isTaken.has(strategy));
  return [...offline, ...asked].filter(({ strategy }) => rows === undefined || rows.has(strategy));
}
