import type { Point, Region } from "./action.ts";

export type FrameMediaType = "image/png" | "image/jpeg" | "image/webp";

/** A picture of the screen, or of the part of it that the model works in. */
export interface Frame {
  /** Never used again by the same computer: an action names the frame that it was chosen on. */
  readonly id: string;
  /** Pixels of the picture. Places of actions are in these. */
  readonly width: number;
  readonly height: number;
  readonly mediaType: FrameMediaType;
  readonly data: Uint8Array;
}

export interface ZoomedFrame extends Frame {
  /** Part of the whole frame that it shows. */
  readonly region: Region;
}

export interface ObservedTab {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** Whether it is the one in the frame. */
  readonly active: boolean;
}

/** A dialog of the page that waits for an answer; nothing else can be done before it has one. */
export interface OpenDialog {
  readonly kind: "alert" | "confirm" | "prompt" | "beforeunload";
  readonly message: string;
  /** What is in the field of a `prompt`. */
  readonly defaultValue?: string;
  readonly url: string;
}

/** A page that waits for files. */
export interface OpenFileChooser {
  readonly multiple: boolean;
  /** Names of the files that may be chosen. */
  readonly choices: readonly string[];
}

/** A page that asks for something that only its user can grant, e.g. `geolocation`. */
export interface PermissionRequest {
  readonly permission: string;
  readonly origin: string;
  readonly answer: "granted" | "denied";
}

export interface ObservedDownload {
  readonly fileName: string;
  readonly url: string;
  readonly status: "running" | "finished" | "failed" | "refused";
  /** Bytes so far. */
  readonly bytes: number;
  /** Where it is kept, once it is finished. */
  readonly path?: string;
  /** Why it failed or was refused. */
  readonly reason?: string;
}

/** How a computer knew that what an action started had come to rest, or that it had waited long enough. */
export interface Settled {
  /**
   * `still`: the picture has stopped changing. `quiet`: what the action started has ended, and the picture was not
   * waited for. `timeout`: something was still going on when the time was up.
   */
  readonly reason: "still" | "quiet" | "timeout";
  /** What was still going on, where the time was up: `navigation`, `requests`, `picture`. */
  readonly pending?: readonly string[];
  readonly milliseconds: number;
}

/** What a computer shows at one moment. */
export interface Observation {
  readonly frame: Frame;
  /** Where the pointer is, where that is known. */
  readonly cursor?: Point;
  readonly url?: string;
  readonly title?: string;
  /** All of them; empty on a computer without tabs. */
  readonly tabs: readonly ObservedTab[];
  readonly dialog?: OpenDialog;
  readonly fileChooser?: OpenFileChooser;
  /** Asked for since the last observation. */
  readonly permissions: readonly PermissionRequest[];
  /** Those that began, ended or were refused since the last observation. */
  readonly downloads: readonly ObservedDownload[];
  /** What a `zoom` asked for. */
  readonly zoom?: ZoomedFrame;
  /** What a `read-clipboard` asked for. */
  readonly clipboard?: string;
  /** What happened since the last observation and cannot be seen in the frame: one sentence each. */
  readonly notices: readonly string[];
  readonly settled?: Settled;
}
