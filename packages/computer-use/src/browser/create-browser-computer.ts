import { MassGenError } from "@massgen/core";
import { startPolicyProxy } from "../policy/policy-proxy.ts";
import { boundedOr } from "./bounded.ts";
import { type BrowserComputer, browserComputer } from "./browser-computer.ts";
import type { BrowserComputerOptions } from "./browser-options.ts";
import { checkUrl } from "./navigation/check-url.ts";
import { RefusalBox } from "./observe/refusal-box.ts";
import { openSession } from "./session/browser-session.ts";
import { checkOptions } from "./session/check-options.ts";
import { checkSource, isLaunched } from "./session/open-browser.ts";

const firstPageMilliseconds = 30_000;

/**
 * A Chromium as a computer: launched here, connected to elsewhere, or around a page that the program already has.
 *
 * @throws ComputerError `unavailable` where the browser cannot be started or reached; MassGenError `invalid-option`; the
 *   signal's reason on abort.
 */
export async function createBrowserComputer(options: BrowserComputerOptions = {}): Promise<BrowserComputer> {
  checkOptions(options);
  const { policy, signal, url } = options;
  checkSource(options);
  const first = url === undefined ? undefined : checkUrl(url, policy);
  if (first && !first.ok) {
    throw new MassGenError(`The first page cannot be opened: ${first.failure.reason}`, {
      code: "invalid-option",
      remedy: "Give another `url`, or let the policy reach it: `allow`, and `privateAddresses` where it is not public.",
    });
  }
  signal?.throwIfAborted();
  const refusals = new RefusalBox();
  const firstNotices: string[] = [];
  const proxy =
    policy && isLaunched(options)
      ? await startPolicyProxy({ policy, onRefusal: (refusal) => refusals.add(refusal) })
      : undefined;
  try {
    const session = await openSession(options, proxy);
    try {
      signal?.throwIfAborted();
      const page = session.tabs.active?.page;
      if (first?.ok && page) {
        const opened = page.goto(first.url, { waitUntil: "commit", timeout: firstPageMilliseconds });
        // A page that cannot be loaded is for the model to see, and for whoever looks on to know.
        const isOpen = opened.then(
          () => true,
          (error: unknown) => /ERR_ABORTED/.test(String(error)),
        );
        if (!(await boundedOr(isOpen, firstPageMilliseconds + 1_000, false))) {
          const { host } = new URL(first.url);
          firstNotices.push(`The first page, at ${host}, did not open.`);
        }
      }
      signal?.throwIfAborted();
      return browserComputer({ options, session, proxy, refusals, firstNotices });
    } catch (error) {
      await session.close();
      throw error;
    }
  } catch (error) {
    await proxy?.close();
    throw error;
  }
}
