import { MassGenError } from "@massgen/core";
import { checkProgram } from "../computer/check-program.ts";

/** What is known of the browser that `massgen computer` would use. */
export interface BrowserCheck {
  readonly name: "browser";
  readonly status: "passed" | "failed";
  readonly detail?: string;
  readonly problem?: string;
  readonly remedy?: string;
}

/**
 * Starts the browser, takes a picture and closes it.
 *
 * @param executablePath - default: what the system has.
 * @throws the signal's reason on abort.
 */
export async function checkBrowser(executablePath: string | undefined, signal: AbortSignal): Promise<BrowserCheck> {
  try {
    if (executablePath !== undefined) await checkProgram(executablePath);
    const { createBrowserComputer } = await import("@massgen/computer-use/browser");
    const computer = await createBrowserComputer({ signal, ...(executablePath !== undefined && { executablePath }) });
    try {
      const { frame } = await computer.observe({ signal });
      return { name: "browser", status: "passed", detail: `takes pictures of ${frame.width}×${frame.height}` };
    } finally {
      await computer.close();
    }
  } catch (error) {
    if (signal.aborted) throw error;
    if (!MassGenError.isInstance(error)) throw error;
    return { name: "browser", status: "failed", problem: error.problem, remedy: error.remedy };
  }
}
