import type { CDPSession, Page } from "playwright-core";
import type { Guard } from "../guard.ts";
import type { Pointer } from "./pointer.ts";

/** What an action needs in order to reach a page with real events. */
export interface InputContext {
  readonly page: Page;
  readonly session: CDPSession;
  readonly pointer: Pointer;
  readonly guard: Guard;
  /** Whether the browser runs on macOS, where the command key does what Control does elsewhere. */
  readonly mac: boolean;
}

/** Why an action was not done. */
export interface InputFailure {
  readonly code: string;
  /** One sentence for the model. */
  readonly reason: string;
}
