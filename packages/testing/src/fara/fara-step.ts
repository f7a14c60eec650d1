import type { FaraMalformation } from "./fara-malformation.ts";

/** The two generations of Fara, which do not mix. */
export type EmulatedFaraGeneration = "7b" | "1.5";

/** What the emulated model does in one turn: a thought and a call of its one tool. */
export interface FaraStep {
  /** Written before the call. Default: a sentence that names the action. */
  readonly thoughts?: string;
  /** Name of the action, e.g. `left_click`. */
  readonly action: string;
  /** The action's own arguments, e.g. `{ "coordinate": [120, 80] }`. */
  readonly arguments?: Readonly<Record<string, unknown>>;
  /** How the answer is spoilt. Default: not at all. */
  readonly malformation?: FaraMalformation;
}

/** A turn as the model's own text, whatever it holds. */
export interface FaraRawStep {
  readonly raw: string;
}

/** What the emulated model has been shown, when it is asked for its next step. */
export interface FaraView {
  /** Place of the step, from 0. */
  readonly index: number;
  /** Text of the newest message of the user. */
  readonly text: string;
  /** Pictures that it sees. */
  readonly images: number;
}

/** A list that is played in order, its last step repeated, or a function of what is seen. */
export type FaraScript = readonly (FaraStep | FaraRawStep)[] | ((view: FaraView) => FaraStep | FaraRawStep);
