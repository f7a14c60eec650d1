import type { OpenDialog } from "@massgen/core";
import { siteName } from "./site-name.ts";
import type { StageView } from "./stage-view.ts";

/** What a browser shows of a dialog of a page. */
export function dialogView(dialog: OpenDialog): StageView {
  const site = siteName(dialog.url);
  const title = site === undefined ? "This page says" : `${site} says`;
  switch (dialog.kind) {
    case "alert":
      return { title, message: dialog.message, acceptLabel: "OK" };
    case "confirm":
      return { title, message: dialog.message, acceptLabel: "OK", dismissLabel: "Cancel" };
    case "prompt":
      return {
        title,
        message: dialog.message,
        field: { value: dialog.defaultValue ?? "" },
        acceptLabel: "OK",
        dismissLabel: "Cancel",
      };
    case "beforeunload":
      return {
        title: "Leave site?",
        message: "Changes you made may not be saved.",
        acceptLabel: "Leave",
        dismissLabel: "Cancel",
      };
  }
}

/** What a model is told that tries something else while a dialog is open: one sentence. */
export function dialogHelp(dialog: OpenDialog): string {
  const open = "A dialog of the page is open, and nothing else can be done before it is answered:";
  switch (dialog.kind) {
    case "alert":
      return `${open} press Enter or click OK.`;
    case "confirm":
      return `${open} press Enter or click OK to agree, press Escape or click Cancel to refuse.`;
    case "prompt":
      return `${open} type into its field, then press Enter or click OK, or press Escape or click Cancel.`;
    case "beforeunload":
      return `${open} press Enter or click Leave to leave the page, press Escape or click Cancel to stay.`;
  }
}
