import type { OpenDialog } from "@massgen/core";
import type { Dialog, Page } from "playwright-core";
import { boundedOr } from "../bounded.ts";
import { boundedText } from "./bounded-text.ts";
import { onDialogClosed } from "./dialog-closed.ts";
import type { NoticeBox } from "./notice-box.ts";
import { siteName } from "./site-name.ts";
import type { DialogPolicy } from "./surface-options.ts";

/** Dialogs of one page that are opened one after another, before the rest are dismissed unseen. */
const maximumRow = 5;

/** Dialogs dismissed unseen, in a row, by a page that runs nothing else meanwhile, before the page is closed. */
const maximumUnseen = 300;

/** Pages that can have a dialog open at once. */
const maximumOpen = 10;

/** UTF-16 units of a message that are kept. */
const maximumMessage = 4_000;

const patience = 5_000;

/** A dialog that waits for its answer. */
export interface WaitingDialog {
  readonly dialog: Dialog;
  readonly facts: OpenDialog;
  readonly stopListening: () => void;
}

/** The dialogs of all pages of a context, answered in the order in which they opened. */
export interface Dialogs {
  current(): WaitingDialog | undefined;
  opened(dialog: Dialog): void;
  /** Gives `false` where there was nothing to answer any more. */
  answer(waiting: WaitingDialog, accept: boolean, text: string): Promise<boolean>;
  /** Forgets what a page had open: it is gone. */
  forget(page: Page): void;
  /** Ends all rows. */
  acted(): void;
  dismissAll(): Promise<void>;
}

interface Row {
  shown: number;
  unseen: number;
  probing: boolean;
}

export function createDialogs(settings: {
  readonly policy: DialogPolicy;
  readonly mask: (text: string) => string;
  readonly notices: NoticeBox;
  readonly onChange: () => void;
}): Dialogs {
  const { policy, mask, notices, onChange } = settings;
  let waiting: WaitingDialog[] = [];
  let rows = new WeakMap<Page, Row>();

  function removeWhere(isGone: (dialog: Dialog) => boolean): readonly WaitingDialog[] {
    const gone = waiting.filter(({ dialog }) => isGone(dialog));
    waiting = waiting.filter((other) => !gone.includes(other));
    for (const { stopListening } of gone) {
      stopListening();
    }
    onChange();
    return gone;
  }

  function listenToClose(dialog: Dialog): () => void {
    const page = dialog.page();
    const remove = () => removeWhere((other) => other === dialog);
    return page === null ? () => undefined : onDialogClosed(page, remove);
  }

  function dismissUnseen(dialog: Dialog, page: Page, row: Row): void {
    const site = siteName(page.url()) ?? "A page";
    row.unseen += 1;
    notices.add(`${site} opened more than ${maximumRow} dialogs in a row; the further ones were dismissed unseen.`);
    if (!row.probing) {
      row.probing = true;
      // Answered only by a page that gets to run something else between its dialogs.
      page.evaluate("0").then(
        () => {
          row.unseen = 0;
          row.probing = false;
        },
        () => undefined,
      );
    }
    if (row.unseen > maximumUnseen) {
      notices.add(`${site} did nothing but open dialogs, and its tab was closed.`);
      page.close().catch(() => undefined);
    }
    dialog.dismiss().catch(() => undefined);
  }

  function answerByPolicy(dialog: Dialog, facts: OpenDialog): void {
    const accept = policy === "accept";
    const text = boundedText(facts.message, 150);
    notices.add(`A dialog (${facts.kind}) was ${accept ? "accepted" : "dismissed"} by policy; it said: ${text}`);
    (accept ? dialog.accept(dialog.defaultValue()) : dialog.dismiss()).catch(() => undefined);
  }

  return {
    current: () => waiting[0],
    opened(dialog) {
      const page = dialog.page();
      const facts = factsOf(dialog, mask);
      if (page !== null) {
        const row = rows.get(page) ?? { shown: 0, unseen: 0, probing: false };
        rows.set(page, row);
        if (row.shown >= maximumRow) {
          dismissUnseen(dialog, page, row);
          return;
        }
        row.shown += 1;
      }
      if (policy !== "ask-model") {
        answerByPolicy(dialog, facts);
      } else if (waiting.length >= maximumOpen) {
        notices.add("Too many pages opened dialogs at once; some were dismissed unseen.");
        dialog.dismiss().catch(() => undefined);
      } else {
        waiting = [...waiting, { dialog, facts, stopListening: listenToClose(dialog) }];
        onChange();
      }
    },
    async answer({ dialog, facts }, accept, text) {
      // What was shown may have been masked or cut: what nobody has changed is given back as it was.
      const answer = text === facts.defaultValue ? dialog.defaultValue() : text;
      const answered = accept ? dialog.accept(facts.kind === "prompt" ? answer : undefined) : dialog.dismiss();
      const done = await boundedOr(
        answered.then(() => true),
        patience,
        undefined,
      );
      removeWhere((other) => other === dialog);
      return done ?? false;
    },
    forget(page) {
      removeWhere((dialog) => dialog.page() === page);
    },
    acted() {
      rows = new WeakMap();
    },
    async dismissAll() {
      const left = removeWhere(() => true);
      await Promise.all(left.map(({ dialog }) => boundedOr(dialog.dismiss(), patience, undefined)));
    },
  };
}

function factsOf(dialog: Dialog, mask: (text: string) => string): OpenDialog {
  const kind = dialog.type();
  const known = kind === "confirm" || kind === "prompt" || kind === "beforeunload" ? kind : "alert";
  return {
    kind: known,
    message: boundedText(mask(dialog.message()), maximumMessage),
    ...(known === "prompt" ? { defaultValue: boundedText(mask(dialog.defaultValue()), maximumMessage) } : {}),
    url: boundedText(mask(dialog.page()?.url() ?? "about:blank"), 2_048),
  };
}
