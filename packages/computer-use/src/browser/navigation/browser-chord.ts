import type { KeyAction } from "@massgen/core";
import type { Guard } from "../guard.ts";
import type { InputContext, InputFailure } from "../input/input-context.ts";
import { pressKeys } from "../input/press-keys.ts";
import { modifierOf, parseChord } from "../keys/parse-chord.ts";
import type { BrowserSession } from "../session/browser-session.ts";
import type { Tab } from "../tabs/tab.ts";
import { goThroughHistory, reload } from "./open-url.ts";
import { pageTakes } from "./page-takes.ts";

interface ChordSettings {
  readonly onNotice: (notice: string) => void;
  readonly session: BrowserSession;
  readonly navigation: { readonly guard: Guard; readonly milliseconds: number };
}

type Command = (tab: Tab, settings: ChordSettings) => Promise<InputFailure | undefined>;

const back: Command = (tab, { navigation }) => goThroughHistory(tab, -1, navigation);
const forward: Command = (tab, { navigation }) => goThroughHistory(tab, 1, navigation);
const again: Command = (tab, { navigation }) => reload(tab, navigation);
const focusAddress: Command = async (_tab, { onNotice, session }) => {
  onNotice(session.addressBar.focus());
  return undefined;
};

/** Chords that a page can take for itself before the browser does. */
const yielding: Readonly<Record<string, Command>> = {
  "Control+r": again,
  "Control+Shift+r": again,
  F5: again,
  "Control+F5": again,
  BrowserRefresh: again,
  "Alt+ArrowLeft": back,
  "Alt+ArrowRight": forward,
  BrowserBack: back,
  BrowserForward: forward,
  "Control+l": focusAddress,
  "Alt+d": focusAddress,
  F6: focusAddress,
};

/** Chords that a browser never gives to a page. */
const reserved: Readonly<Record<string, Command>> = {
  "Control+Tab": (tab, settings) => step(tab, settings, 1),
  "Control+PageDown": (tab, settings) => step(tab, settings, 1),
  "Control+Shift+Tab": (tab, settings) => step(tab, settings, -1),
  "Control+PageUp": (tab, settings) => step(tab, settings, -1),
  "Control+w": close,
  "Control+F4": close,
  "Control+t": open,
  "Control+n": open,
  ...Object.fromEntries(
    Array.from({ length: 9 }, (_, index): [string, Command] => [
      `Control+${index + 1}`,
      async (_tab, { session }) => {
        const { tabs } = session.tabs;
        const chosen = index === 8 ? tabs.at(-1) : tabs[index];
        if (chosen) await session.tabs.show(chosen);
        return undefined;
      },
    ]),
  ),
};

/** Presses keys; what a browser with a window would do with them is done here where the page does not. */
export async function performBrowserChord(
  context: InputContext,
  tab: Tab,
  { keys }: KeyAction,
  settings: ChordSettings,
): Promise<InputFailure | undefined> {
  const name = chordName(keys);
  const command = name !== undefined && Object.hasOwn(reserved, name) ? reserved[name] : undefined;
  if (command) return command(tab, settings);
  const yieldingCommand = name !== undefined && Object.hasOwn(yielding, name) ? yielding[name] : undefined;
  if (!yieldingCommand) return pressKeys(context, keys);
  let failure: InputFailure | undefined;
  const taken = await pageTakes(context, async () => {
    failure = await pressKeys(context, keys);
  });
  return failure || taken ? failure : yieldingCommand(tab, settings);
}

/** A chord in one spelling: modifiers in order of the alphabet, Meta as Control, then the key. */
function chordName(names: readonly string[]): string | undefined {
  const chord = parseChord(names);
  if (!chord.ok) return undefined;
  const modifiers = new Set<string>();
  const keys: string[] = [];
  for (const key of chord.keys) {
    const modifier = modifierOf(key);
    if (modifier === undefined) keys.push(key);
    else modifiers.add(modifier === "Meta" ? "Control" : modifier);
  }
  return [...[...modifiers].sort(), ...keys].join("+");
}

async function step(tab: Tab, { session }: ChordSettings, direction: 1 | -1): Promise<undefined> {
  const { tabs } = session.tabs;
  const next = tabs.at((tabs.indexOf(tab) + direction) % tabs.length);
  if (next && next !== tab) await session.tabs.show(next);
}

async function close(tab: Tab, { session, navigation }: ChordSettings): Promise<InputFailure | undefined> {
  if (session.borrowed && tab.opener === undefined) {
    return { code: "not-allowed", reason: "This tab belongs to somebody else and stays open." };
  }
  await navigation.guard(tab.page.close({ runBeforeUnload: true }));
  return undefined;
}

async function open(tab: Tab, settings: ChordSettings): Promise<InputFailure | undefined> {
  await settings.session.tabs.show(await settings.session.openTab());
  return focusAddress(tab, settings);
}
