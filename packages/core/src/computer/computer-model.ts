import type { Usage } from "../backend/usage.ts";
import type { ComputerCapabilities } from "./computer.ts";
import type { Decision, SafetyCheck } from "./decision.ts";
import type { FrameMediaType, Observation } from "./observation.ts";

/** What came of a model's last decision. */
export type TurnOutcome =
  /** Its actions were done, all or the first few of them. */
  | {
      readonly type: "acted";
      readonly performed: number;
      /** Why one of them was not done: one sentence. */
      readonly failure?: string;
      /** Safety checks that a person has seen and allowed. */
      readonly acknowledged: readonly SafetyCheck[];
    }
  /** It could not be understood, or was not allowed; nothing was done. */
  | { readonly type: "rejected"; readonly reason: string }
  | { readonly type: "replied"; readonly reply: string }
  | { readonly type: "noted" }
  | { readonly type: "page-text"; readonly question: string; readonly text: string };

/** What a model is shown and told before it decides. */
export interface ComputerTurn {
  readonly observation: Observation;
  /** Absent in a session's first turn. */
  readonly outcome?: TurnOutcome;
  /** What the model should know beside: that a person used the computer meanwhile, that it repeats itself. */
  readonly remarks: readonly string[];
}

/** What a model answered to one turn. */
export interface ModelStep {
  readonly decision: Decision;
  /** The model's own output as JSON: with it and the turn its history can be built again. */
  readonly output: unknown;
  /** Tokens of all requests that it took. */
  readonly usage?: Usage;
  /** How many requests it took. */
  readonly requests: number;
}

/** A turn of an earlier run, and what the model answered to it. */
export interface PastStep {
  readonly turn: ComputerTurn;
  readonly output: unknown;
}

/** What a session of a model begins with. */
export interface ComputerTask {
  readonly task: string;
  readonly computer: ComputerCapabilities;
  /** What another model did of the task before, where this one takes over: plain text. */
  readonly story?: string;
  /** Steps of the same model, where a run is taken up again: the session goes on as if it had made them. */
  readonly past?: readonly PastStep[];
}

/** A model at work on one task. Its history is its own. */
export interface ComputerModelSession {
  /**
   * Shows the model a turn and gives what it wants to do. Where it throws, the session is as it was before.
   *
   * @throws BackendError; the signal's reason on abort.
   */
  decide(turn: ComputerTurn, options?: { readonly signal?: AbortSignal | undefined }): Promise<ModelStep>;
}

/** What frames a model sees best. */
export interface FramePreference {
  readonly width: number;
  readonly height: number;
  /** Default: whatever is fastest to take. */
  readonly mediaType?: FrameMediaType;
}

/** A model that uses a computer. */
export interface ComputerModel {
  /** Names provider and model, e.g. `openai/gpt-5.5`. */
  readonly name: string;
  readonly model: string;
  /** Makes of a computer's frames what the model was trained on; known before there is a computer. */
  readonly frame: FramePreference;
  /** Whose words its system prompt is in, its package's or its user's, where that makes a difference to how it does. */
  readonly promptSource?: "own" | "custom";
  /** @throws MassGenError where it cannot use such a computer, or cannot read `past`. */
  start(task: ComputerTask): ComputerModelSession;
}
