import { type ComputerAction, ComputerError } from "@massgen/core";
import { pause } from "./bounded.ts";
import type { BrowserComputerOptions } from "./browser-options.ts";
import { readClipboard, writeClipboard } from "./clipboard/clipboard.ts";
import { Interruption } from "./guard.ts";
import type { InputContext, InputFailure } from "./input/input-context.ts";
import { isInputAction, performInput } from "./input/perform-input.ts";
import { performBrowserChord } from "./navigation/browser-chord.ts";
import { checkUrl } from "./navigation/check-url.ts";
import { pressHistoryButton } from "./navigation/history-button.ts";
import { goThroughHistory, openUrl } from "./navigation/open-url.ts";
import { isPaste, refusePaste } from "./navigation/paste-secret.ts";
import { misplacedSecret, namesSecret, typeSecretText } from "./secrets/type-secret-text.ts";
import type { BrowserSession } from "./session/browser-session.ts";
import type { Tab } from "./tabs/tab.ts";

/** Most that is waited for until a page answers at all. */
const navigationMilliseconds = 30_000;
const spareMilliseconds = 5_000;

export interface PerformSettings {
  readonly session: BrowserSession;
  readonly options: BrowserComputerOptions;
  readonly signal: AbortSignal;
  /** Dialog or file chooser that was in the frame on which the action was chosen. */
  readonly seen: object | undefined;
  /** Given what an action found out beside the picture. */
  readonly onClipboard: (text: string) => void;
  readonly onNotice: (notice: string) => void;
  readonly onZoom: (action: Extract<ComputerAction, { type: "zoom" }>) => Promise<void>;
}

/**
 * Does one action. What it does to its own page, such as opening a dialog or closing it, is no failure.
 *
 * @throws ComputerError; the signal's reason on abort.
 */
export async function performAction(
  action: ComputerAction,
  settings: PerformSettings,
): Promise<InputFailure | undefined> {
  const { session, options, signal } = settings;
  const { surfaces } = session;
  const tab = session.tabs.active;
  if (action.type === "wait") {
    await pause(action.milliseconds, signal);
    return undefined;
  }
  if (action.type === "screenshot") return undefined;
  const namesOne = options.secrets !== undefined && namesSecret(textOf(action));
  if (surfaces.blocking()) {
    // Its buttons may lie where the model wanted something else.
    if (surfaces.opened() !== settings.seen && action.type !== "zoom") return unseen;
    return namesOne ? misplacedSecret : (await surfaces.act(action)).failure;
  }
  if (namesOne && action.type !== "type") return misplacedSecret;
  if (!tab) return { code: "no-page", reason: "The page is gone." };
  try {
    const failure = await performOnTab(tab, action, settings);
    if (isInputAction(action)) surfaces.acted();
    return failure;
  } catch (error) {
    if (error instanceof Interruption || session.lost() || tab.state !== "open") return undefined;
    if (isInputAction(action) && ComputerError.isInstance(error) && error.code === "unresponsive") {
      settings.onNotice("The page was too busy to answer to the last action for a while.");
      return undefined;
    }
    if (signal.aborted || ComputerError.isInstance(error)) throw error;
    const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return { code: "not-performed", reason: `The browser could not do it: ${line.slice(0, 200)}` };
  }
}

async function performOnTab(
  tab: Tab,
  action: Exclude<ComputerAction, { type: "wait" | "screenshot" }>,
  settings: PerformSettings,
): Promise<InputFailure | undefined> {
  const { session, options, signal } = settings;
  const navigation = {
    milliseconds: navigationMilliseconds,
    guard: session.guardFor(tab, signal, navigationMilliseconds + spareMilliseconds),
  };
  const context: InputContext = {
    page: tab.page,
    session: await tab.session(),
    pointer: tab.pointer,
    guard: session.guardFor(tab, signal),
    mac: session.mac,
  };
  const { addressBar } = session;
  if (addressBar.focused && (action.type === "key" || action.type === "type")) {
    if (options.secrets && namesSecret(textOf(action))) return misplacedSecret;
    const input = addressBar.input(action);
    if (input.type === "taken") return undefined;
    const checked = checkUrl(input.address, options.policy);
    const failure = checked.ok ? await openUrl(tab, checked.url, navigation) : checked.failure;
    return failure ?? (input.rest === "" ? undefined : performInput(context, { type: "type", text: input.rest }));
  }
  if (action.type !== "move" && action.type !== "scroll" && action.type !== "zoom") addressBar.leave();
  switch (action.type) {
    case "navigate": {
      const checked = checkUrl(action.url, options.policy);
      return checked.ok ? openUrl(tab, checked.url, navigation) : checked.failure;
    }
    case "back":
      return goThroughHistory(tab, -1, navigation);
    case "forward":
      return goThroughHistory(tab, 1, navigation);
    case "zoom":
      await settings.onZoom(action);
      return undefined;
    case "read-clipboard":
      settings.onClipboard(await readClipboard(session));
      return undefined;
    case "write-clipboard":
      await writeClipboard(session, action.text);
      return undefined;
    case "type":
      return options.secrets
        ? typeSecretText(context, action.text, options.secrets, tab.activity)
        : performInput(context, action);
    case "key":
      if (options.secrets && isPaste(action.keys)) {
        const refused = await refusePaste(context, session, options.secrets);
        if (refused) return refused;
      }
      return performBrowserChord(context, tab, action, { ...settings, navigation });
    case "click":
      if (action.button === "back" || action.button === "forward") {
        return pressHistoryButton(context, tab, action, navigation);
      }
      return performInput(context, action);
    default:
      return performInput(context, action);
  }
}

/** What an action would put somewhere as text. */
function textOf(action: ComputerAction): string {
  if (action.type === "type" || action.type === "write-clipboard") return action.text;
  return action.type === "navigate" ? action.url : "";
}

const unseen: InputFailure = {
  code: "dialog-open",
  reason: "A dialog or file chooser has opened that was not there when this was decided; look at it first.",
};
