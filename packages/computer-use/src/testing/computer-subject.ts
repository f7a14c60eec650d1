import type { Computer, Point } from "@massgen/core";

/** A computer and what its test can see of it from outside. Places are pixels of its frames. */
export interface ComputerSubject {
  readonly computer: Computer;
  /** Where a button is that counts its clicks and does nothing else. */
  readonly button: Point;
  /** Clicks on the button so far. */
  clicks(): number | Promise<number>;
  /** Where an empty text field of one line is, without the focus. */
  readonly field: Point;
  /** What is in the field. */
  typed(): string | Promise<string>;
  /** Needed where it can `navigate`: two addresses that it may go to, as its observations name them. */
  readonly urls?: readonly [string, string];
  /** Needed where it reads text: a part of the text that is shown. */
  readonly text?: string;
}
