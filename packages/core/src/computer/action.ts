/** A place in a frame: pixels of the picture, from its left upper corner. Fractions are allowed. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Region extends Point {
  readonly width: number;
  readonly height: number;
}

export type MouseButton = "left" | "right" | "middle" | "back" | "forward";

/** Keys that are held down while the action runs, e.g. `["Shift"]`. */
interface WithHeldKeys {
  readonly keys?: readonly string[];
}

export interface ClickAction extends Point, WithHeldKeys {
  readonly type: "click";
  /** Default `left`. */
  readonly button?: MouseButton;
  /** 2 for a double click, 3 for a triple one. Default 1. */
  readonly count?: 1 | 2 | 3;
}

/** Moves the pointer, as for a hover menu. */
export interface MoveAction extends Point, WithHeldKeys {
  readonly type: "move";
}

/** Presses a button of the mouse and leaves it down: at a place, or where the pointer is. */
export interface PressAction extends Partial<Point>, WithHeldKeys {
  readonly type: "press";
  readonly button?: MouseButton;
}

/** Lets a button of the mouse go: at a place, or where the pointer is. */
export interface ReleaseAction extends Partial<Point>, WithHeldKeys {
  readonly type: "release";
  readonly button?: MouseButton;
}

/** Presses the left button at the first place, moves along the others, and lets it go at the last. */
export interface DragAction extends WithHeldKeys {
  readonly type: "drag";
  /** Two places or more. */
  readonly path: readonly Point[];
}

/** Turns the wheel with the pointer at a place. */
export interface ScrollAction extends Point, WithHeldKeys {
  readonly type: "scroll";
  /** Pixels; positive moves the view to the right. */
  readonly deltaX: number;
  /** Pixels; positive moves the view down. */
  readonly deltaY: number;
}

/** Types text exactly as it stands into what has the focus; a line feed is the Enter key. */
export interface TypeAction {
  readonly type: "type";
  readonly text: string;
}

/** Presses keys together: down in order, up in reverse. */
export interface KeyAction {
  readonly type: "key";
  /** Names of the web platform (`KeyboardEvent.key`) or a usual other name of the same key, e.g. `["Control", "a"]`. */
  readonly keys: readonly string[];
}

export interface WaitAction {
  readonly type: "wait";
  readonly milliseconds: number;
}

export interface NavigateAction {
  readonly type: "navigate";
  readonly url: string;
}

export interface BackAction {
  readonly type: "back";
}

export interface ForwardAction {
  readonly type: "forward";
}

/** Asks for nothing but the next observation. */
export interface ScreenshotAction {
  readonly type: "screenshot";
}

/** Asks for a part of the frame in more detail. Places of later actions stay places of the whole frame. */
export interface ZoomAction {
  readonly type: "zoom";
  readonly region: Region;
}

export interface ReadClipboardAction {
  readonly type: "read-clipboard";
}

export interface WriteClipboardAction {
  readonly type: "write-clipboard";
  readonly text: string;
}

/** What can be done on a computer, whichever model wants it. */
export type ComputerAction =
  | ClickAction
  | MoveAction
  | PressAction
  | ReleaseAction
  | DragAction
  | ScrollAction
  | TypeAction
  | KeyAction
  | WaitAction
  | NavigateAction
  | BackAction
  | ForwardAction
  | ScreenshotAction
  | ZoomAction
  | ReadClipboardAction
  | WriteClipboardAction;

export type ComputerActionType = ComputerAction["type"];
