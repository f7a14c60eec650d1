import { ComputerError } from "@massgen/core";
import type { PolicyProxy } from "../../policy/policy-proxy.ts";
import { boundedOr } from "../bounded.ts";
import type { BrowserComputerOptions } from "../browser-options.ts";
import { type BrowserSession, openSession } from "./browser-session.ts";

const reopenMilliseconds = 15_000;

export interface RecoverSettings {
  readonly session: BrowserSession;
  readonly options: BrowserComputerOptions;
  readonly proxy: PolicyProxy | undefined;
  readonly signal: AbortSignal;
}

/**
 * Brings back what is gone: another tab for one that has crashed, or where all are closed; another browser for one that
 * has crashed and was ours.
 *
 * @throws ComputerError `crashed` where it cannot be brought back.
 */
export async function recoverSession(
  settings: RecoverSettings,
): Promise<{ readonly session: BrowserSession; readonly notices: readonly string[] }> {
  const { session, signal } = settings;
  if (session.lost()) return relaunch(settings);
  const { active } = session.tabs;
  if (active && active.state === "open") return { session, notices: [] };
  if (session.borrowed && (!active || active.opener === undefined)) {
    throw gone(active ? "The page has crashed." : "The page was closed.");
  }
  signal.throwIfAborted();
  const url = active?.page.url();
  const tab = await session.openTab();
  if (!active) {
    return { session, notices: ["The last tab was closed; an empty one was opened."] };
  }
  await boundedOr(active.page.close(), reopenMilliseconds, undefined);
  await session.tabs.show(tab);
  return { session, notices: [await reopen(session, url, "The page has crashed")] };
}

async function relaunch({ session, options, proxy, signal }: RecoverSettings) {
  if (!session.opened.relaunchable) throw gone("The browser is gone.");
  const url = session.lastUrl();
  await session.close();
  signal.throwIfAborted();
  const next = await openSession(options, proxy);
  const notice = await reopen(next, url, "The browser has crashed and was started anew");
  return { session: next, notices: [notice] };
}

/** Shows the last address once more; tells what happened. */
async function reopen(session: BrowserSession, url: string | undefined, happened: string): Promise<string> {
  const page = session.tabs.active?.page;
  if (!page || !url || !/^https?:/.test(url)) return `${happened}; an empty tab stands in its place.`;
  const loaded = page.goto(url, { waitUntil: "commit", timeout: reopenMilliseconds }).then(() => true);
  return (await boundedOr(loaded, reopenMilliseconds + 1_000, false))
    ? `${happened}; its address was opened again, and what was not saved there is lost.`
    : `${happened}, and its address cannot be opened again; an empty tab stands in its place.`;
}

function gone(problem: string): ComputerError {
  return new ComputerError(problem, { code: "crashed", remedy: "Create another computer." });
}
