import type { ComputerAction, ComputerResult } from "@massgen/core";

/** A picture of a replay: `source` is a `data:` URL, empty where the picture is not there any more. */
export interface ReplayPicture {
  readonly width: number;
  readonly height: number;
  readonly source: string;
}

/** One step of a run, as a person looks at it: what the model saw, thought and did. */
export interface ReplayStep {
  readonly step: number;
  readonly model: string;
  /** Place in {@link ReplayData.pictures}. */
  readonly picture: number;
  readonly cursor?: { readonly x: number; readonly y: number };
  readonly url: string;
  readonly title: string;
  readonly thoughts: string;
  /** What it decided, in words. */
  readonly headline: string;
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
  readonly models: readonly string[];
  readonly steps: readonly ReplayStep[];
  readonly pictures: readonly ReplayPicture[];
  /** Place of the picture that the run ended with; `null` where there is none. */
  readonly last: number | null;
  /** `null` while a run has not ended. */
  readonly result: ComputerResult | null;
}
