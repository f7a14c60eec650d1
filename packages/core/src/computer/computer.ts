import type { ComputerAction, ComputerActionType } from "./action.ts";
import type { Observation } from "./observation.ts";

export type ComputerEnvironment = "browser" | "linux" | "mac" | "windows";

/** What a computer can do, as data. */
export interface ComputerCapabilities {
  readonly environment: ComputerEnvironment;
  readonly actions: readonly ComputerActionType[];
  /** Size of its frames in pixels, where that does not change. */
  readonly frame?: { readonly width: number; readonly height: number };
}

/** Why an action of a batch was not done. Those after it were not tried. */
export interface ActionFailure {
  /** Place in the batch, from 0. */
  readonly index: number;
  /** Stable identifier in kebab-case, e.g. `unknown-key`, `blocked`. */
  readonly code: string;
  /** One sentence for the model. */
  readonly reason: string;
}

export interface ActOptions {
  /** Id of the frame that the actions were chosen on. */
  readonly frame: string;
  readonly signal?: AbortSignal | undefined;
  /** Told before an action of the batch is begun. */
  readonly onAction?: (index: number) => void;
}

/** What came of a batch of actions. */
export interface ActResult {
  readonly observation: Observation;
  /** Actions that were done, from the first. */
  readonly performed: number;
  readonly failure?: ActionFailure;
}

/**
 * A screen with a pointer and a keyboard. Calls must not overlap: one that does throws `overlapping-call`.
 *
 * `act` checks the whole batch before it does the first action. Whatever it started has come to rest, as far as the
 * computer can tell, before it answers.
 */
export interface Computer {
  /** For people, e.g. `browser`. */
  readonly name: string;
  readonly capabilities: ComputerCapabilities;
  /** @throws ComputerError; the signal's reason on abort. */
  observe(options?: { readonly signal?: AbortSignal | undefined }): Promise<Observation>;
  /** @throws ComputerError, `stale-frame` and `invalid-action` before anything was done; the signal's reason on abort. */
  act(actions: readonly ComputerAction[], options: ActOptions): Promise<ActResult>;
  /** The text of what is shown, as Markdown where there is structure. @throws ComputerError */
  readText?(options?: { readonly signal?: AbortSignal | undefined }): Promise<string>;
  /** Ends what it has started. May be called twice; every call after it throws `closed`. */
  close(): Promise<void>;
}
