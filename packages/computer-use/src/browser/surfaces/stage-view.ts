/** What a dialog or file chooser looks like. Its texts may be the page's own: they are only ever set as text. */
export interface StageView {
  readonly title: string;
  readonly message: string;
  /** A line to type in. */
  readonly field?: { readonly label?: string; readonly value: string };
  /** Files to choose from. */
  readonly rows?: readonly string[];
  /** Whether more than one row may be chosen. */
  readonly multiple?: boolean;
  readonly acceptLabel: string;
  /** Absent: there is nothing to refuse. */
  readonly dismissLabel?: string;
}

/** What has become of a view. */
export interface StageState {
  readonly outcome?: "accept" | "dismiss";
  /** What is in the field. */
  readonly value: string;
  readonly fieldFocused: boolean;
  /** Whether a key was pressed that means something there, since the last look. */
  readonly keyHandled: boolean;
}

/** Part of a view at a place. */
export type StagePart = "accept" | "dismiss" | "field" | "row" | "message";
