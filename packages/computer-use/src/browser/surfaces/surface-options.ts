/** What becomes of the dialogs of a page (`alert`, `confirm`, `prompt`, and the question whether to leave it). */
export type DialogPolicy =
  /** They are drawn into the frame and wait for the model. */
  | "ask-model"
  /** Answered with OK at once; a `prompt` with what its field holds. The model reads a notice. */
  | "accept"
  /** Answered with Cancel at once. The model reads a notice. */
  | "dismiss";

/** Where downloads go. */
export interface DownloadOptions {
  /** Folder that files are kept in; made where it does not exist. Nothing in it is ever overwritten. */
  readonly folder: string;
  /** Bytes of all downloads together; a running one that goes beyond is cut. Default 100,000,000. */
  readonly maximumBytes?: number;
  /** Files that are kept at most. Default 50. */
  readonly maximumFiles?: number;
}

/** What a browser may do beyond the pixels of its pages. The defaults allow nothing. */
export interface SurfaceOptions {
  /** Default `ask-model`. */
  readonly dialogs?: DialogPolicy;
  /** Paths of the regular files that pages may be given. Default none: a page that asks for files gets none. */
  readonly uploads?: readonly string[];
  /**
   * Default: no download is kept; the model reads that it was refused. With a `page` of yours, its context takes no more
   * downloads once the computer is closed.
   */
  readonly downloads?: DownloadOptions;
  /**
   * What a site is granted, by its origin, in Playwright's names, e.g. `{ "https://maps.example": ["geolocation"] }`.
   * Everything else is denied without a question.
   */
  readonly permissions?: Readonly<Record<string, readonly string[]>>;
}
