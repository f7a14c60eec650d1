import type { ComputerAction } from "@massgen/core";
import { boundedOr } from "../bounded.ts";
import { chosenNames } from "./chosen-names.ts";
import { dialogHelp, dialogView } from "./dialog-view.ts";
import type { Dialogs, WaitingDialog } from "./dialogs.ts";
import { fileChooserHelp, fileChooserView } from "./file-chooser-view.ts";
import type { FileChoosers, WaitingChooser } from "./file-choosers.ts";
import type { NoticeBox } from "./notice-box.ts";
import type { Stage } from "./stage.ts";
import type { StageState } from "./stage-view.ts";
import { performOnStage } from "./surface-actions.ts";
import type { SurfaceActResult, SurfacePicture, SurfacesSettings } from "./surfaces.ts";

/** Milliseconds after which a picture without the dialog is given rather than none. */
const patience = 10_000;

/** The dialog or file chooser that is open, drawn on the stage and used there. */
export interface OpenSurface {
  act(action: ComputerAction): Promise<SurfaceActResult>;
  frame<Picture extends SurfacePicture>(base: Picture): Promise<Picture>;
}

export function createOpenSurface(settings: {
  readonly stage: Stage;
  readonly dialogs: Dialogs;
  readonly choosers: FileChoosers;
  readonly notices: NoticeBox;
  readonly perform: SurfacesSettings["perform"];
}): OpenSurface {
  const { stage, dialogs, choosers, notices, perform } = settings;
  let shown: WaitingDialog | WaitingChooser | undefined;

  /** Puts on the stage what is open now; a view that is there keeps what was typed into it. */
  async function show(): Promise<WaitingDialog | WaitingChooser | undefined> {
    const open = dialogs.current() ?? choosers.current();
    if (open !== undefined && open !== shown) {
      await stage.show("dialog" in open ? dialogView(open.facts) : fileChooserView(open.facts, open.site));
    }
    shown = open;
    return open;
  }

  async function settleDialog(open: WaitingDialog, state: StageState): Promise<SurfaceActResult> {
    const answered = await dialogs.answer(open, state.outcome === "accept", state.value);
    return answered ? {} : failed("dialog-gone", "The dialog is not open any more.");
  }

  async function settleChooser(open: WaitingChooser, state: StageState): Promise<SurfaceActResult> {
    if (state.outcome === "dismiss") {
      await choosers.cancel(open);
      return {};
    }
    const { names, unknown } = chosenNames(state.value, open.facts.choices);
    const choices = open.facts.choices.join(", ");
    if (unknown !== undefined) {
      return failed("unknown-file", `There is no file of that name; these can be chosen: ${choices}.`);
    }
    if (names.length === 0) {
      return failed("unknown-file", `No file is chosen yet; these can be chosen: ${choices}.`);
    }
    if (names.length > 1 && !open.facts.multiple) {
      return failed("unknown-file", "Only one file can be chosen here.");
    }
    const problem = await choosers.choose(open, names);
    return problem === undefined ? {} : failed("upload-refused", problem);
  }

  return {
    async act(action) {
      const open = await show();
      if (open === undefined) {
        return failed("nothing-open", "No dialog is open any more.");
      }
      const isDialog = "dialog" in open;
      const refusal = isDialog
        ? { code: "dialog-open", reason: dialogHelp(open.facts) }
        : { code: "file-chooser-open", reason: fileChooserHelp(open.facts) };
      const { state, failure } = await performOnStage({ stage, perform, action, refusal });
      if (failure !== undefined) {
        return { failure };
      }
      if (state?.outcome === undefined) {
        return {};
      }
      return isDialog ? settleDialog(open, state) : settleChooser(open, state);
    },
    async frame(base) {
      const open = dialogs.current() ?? choosers.current();
      if (open === undefined) {
        return base;
      }
      const drawn = await boundedOr(
        show().then(() => stage.draw(base)),
        patience,
        undefined,
      );
      if (drawn === undefined) {
        notices.add("What is open could not be drawn into the picture.");
      }
      return drawn ?? base;
    },
  };
}

function failed(code: string, reason: string): SurfaceActResult {
  return { failure: { code, reason } };
}
