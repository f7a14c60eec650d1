import { stat } from "node:fs/promises";
import { ComputerError, MassGenError } from "@massgen/core";
import type { BrowserContextOptions, LaunchOptions } from "playwright-core";
import { browserArguments } from "../../policy/browser-arguments.ts";
import type { PolicyProxy } from "../../policy/policy-proxy.ts";
import { answerMilliseconds, bounded, boundedOr } from "../bounded.ts";
import type { BrowserComputerOptions } from "../browser-options.ts";
import { browserEnvironment } from "./browser-environment.ts";
import { findChromium } from "./find-chromium.ts";
import { hasDisplay } from "./has-display.ts";
import { loadChromium } from "./load-playwright.ts";
import type { OpenedBrowser } from "./opened-browser.ts";

const launchMilliseconds = 60_000;

/** What a model has no use for, and what would make pictures or timing depend on more than the page. */
const quietArguments = [
  "--disable-smooth-scrolling",
  "--disable-search-engine-choice-screen",
  "--no-default-browser-check",
  "--disable-sync",
  "--metrics-recording-only",
  "--disable-domain-reliability",
];

/**
 * Starts a browser of our own: with a fresh profile, or with the one in `userDataDir`.
 *
 * As root Chromium runs only without its sandbox; then, and only then, it is switched off.
 *
 * @throws ComputerError `unavailable`; MassGenError `invalid-option` on a profile that is no folder; the signal's reason on abort.
 */
export async function launchBrowser(
  options: BrowserComputerOptions,
  settings: { readonly context: BrowserContextOptions; readonly proxy?: PolicyProxy | undefined },
): Promise<OpenedBrowser> {
  if (options.headless === false && !hasDisplay()) {
    throw new ComputerError("There is no display for a browser with a window.", {
      code: "unavailable",
      remedy: "Set DISPLAY (e.g. with `xvfb-run`), or leave `headless` at its default.",
    });
  }
  if (options.userDataDir !== undefined) await checkProfile(options.userDataDir);
  const chromium = await loadChromium();
  const executablePath = options.executablePath ?? (await findChromium());
  const asRoot = process.getuid?.() === 0;
  const launch: LaunchOptions = {
    headless: options.headless ?? true,
    // Without a proxy to find them, names must be looked up by the browser itself.
    args: [...(settings.proxy ? browserArguments() : []), ...quietArguments],
    // As for people: a page opens one window for each click or key, and none by itself.
    ignoreDefaultArgs: ["--disable-popup-blocking"],
    chromiumSandbox: !asRoot,
    env: browserEnvironment(),
    timeout: launchMilliseconds,
    // The owner of the computer closes it, and signals are the program's own.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ...(executablePath && { executablePath }),
    ...(settings.proxy && { proxy: { server: settings.proxy.url, ...settings.proxy.credentials } }),
  };
  const shared = {
    remote: false,
    relaunchable: true,
    notices: asRoot ? ["The browser runs as root, and so without Chromium's sandbox."] : [],
  };
  try {
    if (options.userDataDir !== undefined) {
      const context = await chromium.launchPersistentContext(options.userDataDir, { ...launch, ...settings.context });
      const close = () => boundedOr(context.close(), answerMilliseconds, undefined);
      return { ...shared, context, browser: context.browser() ?? undefined, close };
    }
    const browser = await chromium.launch(launch);
    const close = () => boundedOr(browser.close(), answerMilliseconds, undefined);
    try {
      return { ...shared, browser, context: await bounded(browser.newContext(settings.context)), close };
    } catch (cause) {
      await close();
      throw cause;
    }
  } catch (cause) {
    throw launchFailure(cause, executablePath);
  }
}

/** @throws MassGenError `invalid-option` where a profile cannot be kept there: Chromium would go on without it. */
async function checkProfile(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined || found.isDirectory()) return;
  throw new MassGenError(`The userDataDir ${folder} is no folder.`, {
    code: "invalid-option",
    remedy: "Name a folder; it is made where it does not exist.",
  });
}

function launchFailure(cause: unknown, executablePath: string | undefined): ComputerError {
  const [line = ""] = String(cause instanceof Error ? cause.message : cause).split("\n");
  return new ComputerError(
    `The browser ${executablePath ?? "of Playwright"} could not be started: ${line.trim().replace(/[^.!?]$/, "$&.")}`,
    {
      code: "unavailable",
      remedy: executablePath
        ? "Look whether it starts by itself, or name another one as `executablePath`."
        : "Install Chromium, or run `npx playwright-core install chromium`.",
      cause,
    },
  );
}
