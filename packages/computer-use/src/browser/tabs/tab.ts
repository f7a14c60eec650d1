import type { CDPSession, Page } from "playwright-core";
import { bounded, boundedOr } from "../bounded.ts";
import { Pointer } from "../input/pointer.ts";
import { Activity } from "../settle/activity.ts";

const detachMilliseconds = 500;

/** A page that the model can see, with what is known of it. */
export class Tab {
  readonly id: string;
  readonly page: Page;
  /** The tab that opened it, once that is known. */
  opener: Tab | undefined;
  readonly activity: Activity;
  readonly pointer: Pointer;
  /** The document whose picture did not come to rest, by {@link Activity.documents}. */
  restlessDocument = -1;
  /** Whether no picture could be taken of it the last time. */
  unseen = false;
  /** How much the picture must be scaled to be as large as the view in CSS pixels. */
  scale = 1;
  #state: "open" | "crashed" | "closed" = "open";
  readonly #session: Promise<CDPSession>;
  readonly #listeners = new Set<() => void>();
  readonly #removers: (() => void)[] = [];

  constructor(settings: {
    readonly id: string;
    readonly page: Page;
    readonly opener: Tab | undefined;
    readonly isTabComing?: () => boolean;
  }) {
    const { page } = settings;
    this.id = settings.id;
    this.page = page;
    this.opener = settings.opener;
    this.pointer = new Pointer(page);
    this.activity = new Activity(settings.isTabComing);
    this.#removers.push(this.activity.watch(page));
    this.#session = this.#attach();
    this.#session.catch(() => undefined);
    const crashed = () => this.#end("crashed");
    const closed = () => this.#end("closed");
    page.on("crash", crashed);
    page.on("close", closed);
    this.#removers.push(() => {
      page.off("crash", crashed);
      page.off("close", closed);
    });
  }

  get state(): "open" | "crashed" | "closed" {
    return this.#state;
  }

  /** The page's DevTools. @throws ComputerError `unresponsive` */
  session(): Promise<CDPSession> {
    return bounded(this.#session);
  }

  /** Tells when the page is closed or has crashed; at once where it already has. */
  onGone(listener: () => void): () => void {
    if (this.#state !== "open") listener();
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Lets go of the page, and leaves it as it is. Sessions of a browser that ends need not be detached. */
  async release({ detach }: { readonly detach: boolean }): Promise<void> {
    for (const remove of this.#removers.splice(0)) remove();
    if (!detach) return;
    // It is done at once, but while a navigation waits for its answer, so does this.
    const detached = this.#session.then((session) => session.detach());
    await boundedOr(detached, detachMilliseconds, undefined);
  }

  async #attach(): Promise<CDPSession> {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send("Page.enable");
    const { frameTree } = await session.send("Page.getFrameTree");
    this.activity.listen(session, frameTree.frame.id);
    return session;
  }

  #end(state: "crashed" | "closed"): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
    this.#listeners.clear();
  }
}
