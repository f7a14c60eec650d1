import { MassGenError } from "@massgen/core";
import type { BrowserContext } from "playwright-core";
import type { PolicyProxy } from "./policy-proxy.ts";

const timeoutMilliseconds = 15_000;

/**
 * Gives a context of Chromium the credentials of the proxy that it was started with, once: the context keeps them for all
 * its pages, workers and WebSockets. Playwright's own way, credentials in `proxy`, intercepts every request instead, which
 * turns the cache off and leaves redirected `keepalive` requests hanging.
 *
 * To be done before the context's first page loads anything; again where the browser's network process was lost.
 *
 * @throws MassGenError `proxy-sign-in`
 */
export async function signInToProxy(
  context: BrowserContext,
  proxy: Pick<PolicyProxy, "credentials" | "signInUrl">,
): Promise<void> {
  const page = await context.newPage();
  try {
    const session = await context.newCDPSession(page);
    const answer = { response: "ProvideCredentials", ...proxy.credentials } as const;
    // Failures show in the page, which then does not load.
    session.on("Fetch.authRequired", ({ requestId, authChallenge }) => {
      const authChallengeResponse = authChallenge.source === "Proxy" ? answer : ({ response: "CancelAuth" } as const);
      session.send("Fetch.continueWithAuth", { requestId, authChallengeResponse }).catch(() => {});
    });
    session.on("Fetch.requestPaused", ({ requestId }) => {
      session.send("Fetch.continueRequest", { requestId }).catch(() => {});
    });
    await session.send("Fetch.enable", { handleAuthRequests: true, patterns: [{ urlPattern: `${proxy.signInUrl}*` }] });
    const response = await page.goto(proxy.signInUrl, { timeout: timeoutMilliseconds });
    if (response?.status() !== 200) throw failure();
  } catch (cause) {
    throw MassGenError.isInstance(cause) ? cause : failure(cause);
  } finally {
    await page.close().catch(() => {});
  }
}

function failure(cause?: unknown): MassGenError {
  return new MassGenError("The browser could not sign in to the policy proxy.", {
    code: "proxy-sign-in",
    remedy: "Start the browser with this proxy's URL as its proxy, and keep the proxy open as long as the browser.",
    ...(cause === undefined ? {} : { cause }),
  });
}
