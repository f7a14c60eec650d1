import type { Point } from "./action.ts";
import type { Decision } from "./decision.ts";

/** What a dialect must know of the frame that the model looked at. */
export interface DialectContext {
  /** Size in pixels of the frame that the actions are for. */
  readonly frame: { readonly width: number; readonly height: number };
  /** Size in pixels of the picture that was sent, where it is another. Default: that of `frame`. */
  readonly sent?: { readonly width: number; readonly height: number };
  readonly cursor?: Point;
}

/**
 * The language of one family of models, translated from and to decisions. Both ways are pure, and what `encode` gives
 * `decode` reads as the same decision.
 */
export interface Dialect<Output> {
  readonly name: string;
  /** Never throws: what cannot be understood is an `invalid` decision. */
  decode(output: Output, context: DialectContext): Decision;
  /** `undefined` where the dialect has no words for it. */
  encode(decision: Decision, context: DialectContext): Output | undefined;
}
