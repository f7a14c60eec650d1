import { randomUUID } from "node:crypto";
import type {
  ComputerAction,
  FrameMediaType,
  ObservedDownload,
  OpenDialog,
  OpenFileChooser,
  PermissionRequest,
} from "@massgen/core";
import type { BrowserContext, Dialog, Download, FileChooser, Frame, Page } from "playwright-core";
import type { InputFailure } from "../input/input-context.ts";
import type { InputAction } from "../input/perform-input.ts";
import { createBlockSignal } from "./block-signal.ts";
import { createDialogs } from "./dialogs.ts";
import { createDownloads } from "./downloads.ts";
import { createFileChoosers } from "./file-choosers.ts";
import { createNoticeBox } from "./notice-box.ts";
import { createOpenSurface } from "./open-surface.ts";
import { applyPermissions } from "./permission-grants.ts";
import { watchPermissions } from "./permission-watch.ts";
import { createStage } from "./stage.ts";
import type { SurfaceOptions } from "./surface-options.ts";
import { resolveUploads } from "./uploads.ts";

/** A picture of a page. */
export interface SurfacePicture {
  readonly width: number;
  readonly height: number;
  readonly mediaType: FrameMediaType;
  readonly data: Uint8Array;
}

/** What stands between the model and the page. */
export type BlockingSurface = "dialog" | "file-chooser";

/** What came of an action on an open dialog or file chooser. */
export interface SurfaceActResult {
  readonly failure?: InputFailure;
}

/** What happened beside the pixels since it was last asked for; asking empties it, but for what is still open. */
export interface SurfaceFacts {
  readonly dialog?: OpenDialog;
  readonly fileChooser?: OpenFileChooser;
  readonly permissions: readonly PermissionRequest[];
  readonly downloads: readonly ObservedDownload[];
  readonly notices: readonly string[];
}

export interface SurfacesSettings {
  readonly context: BrowserContext;
  readonly options: SurfaceOptions;
  /** Size of the frames, in pixels. */
  readonly frameSize: { readonly width: number; readonly height: number };
  /**
   * Performs an input action on a page with real events: the same function, and so the same key table, as for any other
   * page. It is called with the page that draws the dialog.
   */
  readonly perform: (page: Page, action: InputAction) => Promise<InputFailure | undefined>;
  /** Whether the browser runs on another machine: its downloads cannot be watched and are refused. Default `false`. */
  readonly remote?: boolean;
  /** Whether the context is somebody else's, who will go on to use it. Default `false`. */
  readonly borrowed?: boolean;
  /** Hides secrets in texts of pages that are drawn or told of. Default: none are known. */
  readonly mask?: (text: string) => string;
  /** Something that no page can guess, for telling our own messages from those of pages. Default: random. */
  readonly token?: string;
}

/** Everything that pages show outside their own pixels. */
export interface Surfaces {
  /** Begins to watch a page. To be called at once for every page that appears, and for those already there. */
  watch(page: Page): void;
  /** Whether a page is our own, for drawing. It must never count as a tab. */
  isStage(page: Page): boolean;
  /** What is open now. While something is, `act` and `frame` stand in for the page. */
  blocking(): BlockingSurface | undefined;
  /** The very thing that is open: the same object as long as it is. */
  opened(): object | undefined;
  /**
   * Resolves when something is open, at once where it already is; never rejects. For racing a call that hangs while a
   * dialog is open; the call goes on when the dialog is answered.
   */
  whenBlocked(): Promise<BlockingSurface>;
  /**
   * The same as a listener: called when something opens, and at once where it already is open. Gives what ends it.
   */
  onBlocked(listener: () => void): () => void;
  /** Tells that an action was done on a page itself, which ends a row of dialogs. */
  acted(): void;
  /** Does an action on what is open. `screenshot`, `wait` and `zoom` do nothing here. */
  act(action: ComputerAction): Promise<SurfaceActResult>;
  /** Draws what is open over the last good picture of the page; gives that picture back where nothing is. */
  frame<Picture extends SurfacePicture>(base: Picture): Promise<Picture>;
  facts(): SurfaceFacts;
  /** Dismisses what is open, cancels what is being downloaded, removes partial files. Does not close the context. */
  close(): Promise<void>;
}

/**
 * Takes over dialogs, file choosers, downloads and permissions of a context.
 *
 * To be awaited before any page of the context is used, and before pages are listened to: where the context has no page
 * yet, one is opened for a moment.
 *
 * @throws MassGenError `invalid-option` where a file for upload, the downloads folder or a permission is unusable.
 */
export async function createSurfaces(settings: SurfacesSettings): Promise<Surfaces> {
  const { context, options, frameSize, perform } = settings;
  const uploads = await resolveUploads(options.uploads ?? []);
  const grants = options.permissions ?? {};
  const mask = settings.mask ?? ((text) => text);
  const notices = createNoticeBox(mask);
  const signal = createBlockSignal();
  const blocking = (): BlockingSurface | undefined =>
    dialogs.current() !== undefined ? "dialog" : choosers.current() !== undefined ? "file-chooser" : undefined;
  const onChange = () => signal.update(blocking());
  const dialogs = createDialogs({ policy: options.dialogs ?? "ask-model", mask, notices, onChange });
  const choosers = createFileChoosers({ uploads, notices, onChange });
  const stage = createStage(context, frameSize);
  const open = createOpenSurface({ stage, dialogs, choosers, notices, perform });
  const watched = new Map<Page, () => void>();

  await applyPermissions(context, grants);
  const downloads = await createDownloads({
    context,
    options: options.downloads,
    remote: settings.remote ?? false,
    borrowed: settings.borrowed ?? false,
    mask,
    notices,
  });
  const permissions = await watchPermissions({ context, grants, notices, token: settings.token ?? randomUUID() });
  const onDialog = (dialog: Dialog) => {
    const page = dialog.page();
    // A page that is not ours, and whose owner answers its dialogs.
    if (page === null || watched.has(page) || !hasListener(page)) {
      dialogs.opened(dialog);
    }
  };
  context.on("dialog", onDialog);

  function forget(page: Page): void {
    dialogs.forget(page);
    choosers.forget(page);
  }

  return {
    watch(page) {
      if (watched.has(page) || stage.isStage(page)) {
        return;
      }
      const onFileChooser = (chooser: FileChooser) => {
        choosers.opened(chooser).catch(() => undefined);
      };
      const onNavigated = (frame: Frame) => {
        if (frame === page.mainFrame()) {
          choosers.forget(page);
        }
      };
      const onDownload = (download: Download) => {
        downloads.refused(download.suggestedFilename(), download.url());
        download.cancel().catch(() => undefined);
      };
      const onClose = () => {
        forget(page);
        watched.delete(page);
      };
      page.on("filechooser", onFileChooser);
      page.on("framenavigated", onNavigated);
      page.on("close", onClose);
      page.on("crash", forget);
      if (!downloads.kept) {
        page.on("download", onDownload);
      }
      watched.set(page, () => {
        page.off("filechooser", onFileChooser);
        page.off("framenavigated", onNavigated);
        page.off("close", onClose);
        page.off("crash", forget);
        page.off("download", onDownload);
      });
    },
    isStage: stage.isStage,
    blocking,
    opened: () => dialogs.current() ?? choosers.current(),
    whenBlocked: signal.wait,
    onBlocked: signal.listen,
    acted: dialogs.acted,
    act: open.act,
    frame: open.frame,
    facts() {
      const dialog = dialogs.current()?.facts;
      const fileChooser = choosers.current()?.facts ?? choosers.drainCancelled();
      const asked = permissions.drain();
      const loaded = downloads.drain();
      return {
        ...(dialog === undefined ? {} : { dialog }),
        ...(fileChooser === undefined ? {} : { fileChooser }),
        permissions: asked,
        downloads: loaded,
        notices: notices.drain(),
      };
    },
    async close() {
      context.off("dialog", onDialog);
      await permissions.close();
      for (const unwatch of watched.values()) {
        unwatch();
      }
      watched.clear();
      await dialogs.dismissAll();
      await Promise.all([downloads.close(), stage.close()]);
    },
  };
}

/** Whether somebody else answers the dialogs of a page. Playwright's types leave the method out. */
function hasListener(page: Page): boolean {
  return "listenerCount" in page && typeof page.listenerCount === "function" && page.listenerCount("dialog") > 0;
}
