import { ComputerError } from "@massgen/core";
import type { ComputerOptions } from "./make-computer.ts";

/** A browser that could not be had, with a remedy in the words of the command line where there is a better one. */
export function explainBrowser(
  error: ComputerError,
  { headed, cdp, browser }: Pick<ComputerOptions, "headed" | "cdp" | "browser">,
  { DISPLAY, WAYLAND_DISPLAY }: NodeJS.ProcessEnv,
): ComputerError {
  const { code, problem } = error;
  const again = (remedy: string) => new ComputerError(problem, { code, remedy, cause: error });
  if (cdp !== undefined || code !== "unavailable") return error;
  if (headed === true && process.platform === "linux" && !DISPLAY && !WAYLAND_DISPLAY) {
    return again("There is no display here: leave --headed out, or run it under xvfb-run.");
  }
  // The library says how its own option is called.
  const isNamed = browser !== undefined || error.remedy.includes("executablePath");
  return isNamed ? again("See whether it starts by itself, or name another one with --browser.") : error;
}
