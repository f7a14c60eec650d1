import type { OpenFileChooser } from "@massgen/core";
import type { ElementHandle, FileChooser, Page } from "playwright-core";
import { boundedOr } from "../bounded.ts";
import type { NoticeBox } from "./notice-box.ts";
import { siteName } from "./site-name.ts";
import { isStillAllowed, type Upload } from "./uploads.ts";

const patience = 5_000;

/** A file chooser that waits for files. */
export interface WaitingChooser {
  readonly chooser: FileChooser;
  readonly facts: OpenFileChooser;
  readonly site: string | undefined;
}

/** The file chooser that is open; a browser has one at a time. */
export interface FileChoosers {
  current(): WaitingChooser | undefined;
  opened(chooser: FileChooser): Promise<void>;
  /** Gives the page files. A sentence for the model where that was not possible. */
  choose(waiting: WaitingChooser, names: readonly string[]): Promise<string | undefined>;
  cancel(waiting: WaitingChooser): Promise<void>;
  /** Forgets what a page had open: it is gone. */
  forget(page: Page): void;
  /** A chooser that was cancelled since the last call, because there was nothing to choose. */
  drainCancelled(): OpenFileChooser | undefined;
}

export function createFileChoosers(settings: {
  readonly uploads: readonly Upload[];
  readonly notices: NoticeBox;
  readonly onChange: () => void;
}): FileChoosers {
  const { uploads, notices, onChange } = settings;
  let waiting: WaitingChooser | undefined;
  let cancelled: OpenFileChooser | undefined;

  function set(next: WaitingChooser | undefined): void {
    waiting = next;
    onChange();
  }

  return {
    current: () => waiting,
    async opened(chooser) {
      const facts = { multiple: chooser.isMultiple(), choices: uploads.map(({ name }) => name) };
      const site = siteName(chooser.page().url());
      if (uploads.length === 0) {
        cancelled = facts;
        notices.add(`${site ?? "A page"} asked for a file; none may be uploaded, so the file chooser was cancelled.`);
        await announceCancel(chooser.element());
        return;
      }
      const before = waiting;
      set({ chooser, facts, site });
      if (before !== undefined) {
        await announceCancel(before.chooser.element());
      }
      if (await boundedOr(asksForFolder(chooser.element()), patience, undefined)) {
        notices.add(`${site ?? "A page"} asked for a folder; only single files may be uploaded, so it was cancelled.`);
        if (waiting?.chooser === chooser) {
          set(undefined);
        }
        await announceCancel(chooser.element());
      }
    },
    async choose({ chooser }, names) {
      const chosen = uploads.filter(({ name }) => names.includes(name));
      for (const upload of chosen) {
        if (!(await isStillAllowed(upload))) {
          notices.add(`The file ${upload.name} is not the one any more that was allowed; it was not uploaded.`);
          return `The file ${upload.name} cannot be uploaded: it is gone or has been replaced.`;
        }
      }
      const paths = chosen.map(({ path }) => path);
      const given = await boundedOr(
        chooser.setFiles(paths, { timeout: patience }).then(() => true),
        patience,
        undefined,
      );
      set(undefined);
      return given === true ? undefined : "The page did not take the file: what asked for it is gone.";
    },
    async cancel({ chooser }) {
      set(undefined);
      await announceCancel(chooser.element());
    },
    forget(page) {
      if (waiting?.chooser.page() === page) {
        set(undefined);
      }
    },
    drainCancelled() {
      const drained = cancelled;
      cancelled = undefined;
      return drained;
    },
  };
}

function asksForFolder(element: ElementHandle): Promise<boolean> {
  return element.getAttribute("webkitdirectory").then((value) => value !== null);
}

/** What a browser tells a page whose user has cancelled. */
async function announceCancel(element: ElementHandle): Promise<void> {
  await boundedOr(element.dispatchEvent("cancel", { bubbles: true }), patience, undefined);
}
