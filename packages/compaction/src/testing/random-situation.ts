import type { Format } from "../adapters/detect-format.ts";
import { randomHistory } from "./random-history.ts";
import { seededRandom } from "./seeded-random.ts";
import type { Situation } from "./strategy-trial.ts";

/** A made-up conversation and what is wanted of it; the same for the same seed. */
export function randomSituation(format: Format, seed: number): Situation {
  const random = seededRandom(seed);
  return {
    format,
    history: randomHistory(random),
    prior: random.pick(["nothing", "nothing", "nothing", "clear", "evict", "deduplicate", "window"]),
    percent: random.between(2, 98),
    archives: random.chance(0.5),
    pinEvery: random.pick([0, 0, 3, 10]),
  };
}
