import type { OpenFileChooser } from "@massgen/core";
import type { StageView } from "./stage-view.ts";

/** What a browser shows when a page asks for files. */
export function fileChooserView(chooser: OpenFileChooser, site: string | undefined): StageView {
  return {
    title: chooser.multiple ? "Open Files" : "Open File",
    message: site === undefined ? "" : `${site} asks for ${chooser.multiple ? "one or more files" : "a file"}.`,
    rows: chooser.choices,
    multiple: chooser.multiple,
    field: { label: "File name:", value: "" },
    acceptLabel: "Open",
    dismissLabel: "Cancel",
  };
}

/** What a model is told that tries something else while a file chooser is open: one sentence. */
export function fileChooserHelp(chooser: OpenFileChooser): string {
  const how = chooser.multiple
    ? 'click files, or type their names in double quotes ("a.txt" "b.txt")'
    : "click a file, or type its name";
  return `A file chooser is open, and nothing else can be done before it is answered: ${how}, then press Enter or click Open, or press Escape or click Cancel.`;
}
