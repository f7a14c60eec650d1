import type { Entry } from "./neutral.ts";
import { neutralSession } from "./neutral-session.ts";

/** A small session and the share of it that may stay. */
export interface Trial {
  readonly session: readonly Entry[];
  readonly share: number;
}

/** Share of each large session that may stay: a compactor's default trigger is 80 % of a window, its target 40 %. */
export const targetShare = 0.5;

/**
 * Small sessions of different seeds, lengths and targets, so that cuts fall on all kinds of places: whether a result can
 * be sent is often a matter of where the cut happens to be.
 */
export function trials(): readonly Trial[] {
  return Array.from({ length: 40 }, (_, index) => ({
    session: neutralSession(200 + index, index + 1),
    share: 0.3 + 0.01 * index,
  }));
}
