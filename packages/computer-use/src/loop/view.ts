import type { Observation } from "@massgen/core";

/** What the run last saw of the computer. */
export interface View {
  readonly observation: Observation;
  /** Number of its frame record. */
  readonly number: number;
  /** Names the picture and the page: equal for what looks the same at the same place. */
  readonly picture: string;
  /** Whether the model has seen it before. */
  readonly again: boolean;
}

/** An observation that a model has seen before, without what was new in it then. */
export function withoutNews(observation: Observation): Observation {
  const { zoom: _, clipboard: __, ...rest } = observation;
  return { ...rest, permissions: [], downloads: [], notices: [] };
}
