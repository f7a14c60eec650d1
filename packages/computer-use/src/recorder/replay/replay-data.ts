import type { ComputerAction, ComputerResult } from "@massgen/core";

/** A picture of a replay; its bytes are in an element of the page, `picture-` and its place in the list. */
export interface ReplayPicture {
  /** Name of the picture in the run's folder. */
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** One step of a run, as a person looks at it: what the model saw, thought and did. */
export interface ReplayStep {
  readonly step: number;
  readonly model: string;
  /** Place in {@link ReplayData.pictures}; -1 where there is none. */
  readonly picture: number;
  readonly cursor?: { readonly x: number; readonly y: number };
  readonly url: string;
  readonly title: string;
  readonly thoughts: string;
  /** What it decided, in words. */
  readonly headline: string;
  /** What can be drawn: malformed actions are left out, long texts cut. */
  readonly actions: readonly ComputerAction[];
  /** What it was told: failures, replies, notices, remarks. */
  readonly told: readonly string[];
  /** What came of it, where that is worth saying. */
  readonly outcome: string;
  readonly modelMilliseconds: number;
  readonly actionMilliseconds: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; `null` where a price is unknown. */
  readonly cost: number | null;
  readonly elapsedMilliseconds: number;
}

/** Everything that a replay shows. */
export interface ReplayData {
  readonly task: string;
  readonly computer: string;
  /** Names of the models, with whose words their system prompt was in, where that was told. */
  readonly models: readonly string[];
  readonly steps: readonly ReplayStep[];
  readonly pictures: readonly ReplayPicture[];
  /** Place of the picture that the run ended with; `null` where there is none. */
  readonly last: number | null;
  /** `null` while a run has not ended. */
  readonly result: ComputerResult | null;
}
