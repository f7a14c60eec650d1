import type { ProxyRefusal } from "../../policy/policy-proxy.ts";

const mostNotices = 5;
const mostKept = 200;

/** What Chromium asks of its own accord, on every page with a form; Playwright leaves no way to turn it off. */
const ownHosts = new Set(["content-autofill.googleapis.com"]);

/** Collects what the proxy has refused, until the model is told. */
export class RefusalBox {
  readonly #reasons = new Set<string>();

  add({ host, reason }: Pick<ProxyRefusal, "host" | "reason">): void {
    if (!ownHosts.has(host) && this.#reasons.size < mostKept) this.#reasons.add(reason);
  }

  /** One sentence for each refusal, a few at most; empties the box. */
  take(): readonly string[] {
    const reasons = [...this.#reasons];
    this.#reasons.clear();
    const more = reasons.length - mostNotices;
    const shown = reasons.slice(0, mostNotices).map((reason) => `A request was refused: ${reason}`);
    return more > 0 ? [...shown, `${more} more requests were refused.`] : shown;
  }
}
