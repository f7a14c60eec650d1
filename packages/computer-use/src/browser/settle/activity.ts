import type { CDPSession, Frame, Page, Request } from "playwright-core";

/** Types of requests that change what a page shows; images come late and streams never end. */
const awaited = new Set(["document", "fetch", "xhr", "script", "stylesheet"]);
/** A navigation that was asked for and of which no request is seen by then will not come. */
const announcedMilliseconds = 500;
/** A navigation whose answer has come and that shows no page by then is a download, or has no content. */
const emptyMilliseconds = 300;
/** A tab that was asked for and of which neither it nor a request is seen by then will not come. */
const tabMilliseconds = 500;
const rememberedAddresses = 200;
const rememberedNames = 100;

interface Navigation {
  readonly request?: Request;
  /** When it is given up, by `performance.now()`. */
  deadline: number;
  committed: boolean;
}

/** What goes on in a page: its navigation, and the requests that are in flight. */
export class Activity {
  readonly #inFlight = new Map<Request, number>();
  /** Addresses of requests that nobody should wait for: they hang, as long polling does. */
  readonly #hanging = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #navigation: Navigation | undefined;
  #announcedTabs = 0;
  #tabsDeadline = 0;
  readonly #isTabComing: () => boolean;
  readonly #windowNames = new Set<string>();
  #documents = 0;

  /** @param isTabComing - Whether the address of some tab that nobody has seen yet is being loaded. */
  constructor(isTabComing: () => boolean = () => false) {
    this.#isTabComing = isTabComing;
  }

  /** Begins to listen to a page; gives a function that ends it. */
  watch(page: Page): () => void {
    const began = (request: Request) => {
      if (request.isNavigationRequest() && isMain(request, page)) {
        this.#navigation = { request, deadline: Number.POSITIVE_INFINITY, committed: false };
      } else if (awaited.has(request.resourceType())) {
        this.#inFlight.set(request, performance.now());
      }
      this.#changed();
    };
    const finished = (request: Request) => this.#ended(request, emptyMilliseconds);
    const failed = (request: Request) => this.#ended(request, 0);
    const navigated = (frame: Frame) => {
      if (frame === page.mainFrame()) this.#committed();
    };
    const loaded = () => {
      if (this.#navigation?.committed) this.#navigation = undefined;
      this.#changed();
    };
    const gone = () => {
      this.#inFlight.clear();
      this.#navigation = undefined;
      this.#changed();
    };
    page.on("request", began).on("requestfinished", finished).on("requestfailed", failed);
    page.on("framenavigated", navigated).on("domcontentloaded", loaded).on("load", loaded);
    page.on("crash", gone).on("close", gone);
    return () => {
      page.off("request", began).off("requestfinished", finished).off("requestfailed", failed);
      page.off("framenavigated", navigated).off("domcontentloaded", loaded).off("load", loaded);
      page.off("crash", gone).off("close", gone);
    };
  }

  /** Listens also to what only DevTools tell: that something was asked for, before it has begun. */
  listen(session: CDPSession, mainFrame: string | undefined): void {
    session.on("Page.frameRequestedNavigation", ({ frameId, disposition }) => {
      if (frameId !== mainFrame || disposition !== "currentTab" || this.#navigation) return;
      this.#navigation = { deadline: performance.now() + announcedMilliseconds, committed: false };
      this.#changed();
    });
    session.on("Page.windowOpen", ({ windowName }) => {
      // A window that has its name already is used again, and none comes.
      if (windowName !== "" && !windowName.startsWith("_")) {
        if (this.#windowNames.has(windowName)) return;
        if (this.#windowNames.size < rememberedNames) this.#windowNames.add(windowName);
      }
      this.#announcedTabs += 1;
      this.#tabsDeadline = performance.now() + tabMilliseconds;
      this.#changed();
    });
  }

  /** Tabs that this page has opened and that have not come yet. */
  get announcedTabs(): number {
    if (this.#announcedTabs === 0) return 0;
    // A tab whose server answers with no content, or that the browser has blocked, never comes.
    if (this.#isTabComing()) this.#tabsDeadline = performance.now() + tabMilliseconds;
    else if (performance.now() > this.#tabsDeadline) this.#announcedTabs = 0;
    return this.#announcedTabs;
  }

  tabCame(): void {
    this.#announcedTabs = Math.max(0, this.#announcedTabs - 1);
    this.#changed();
  }

  /** Gives up on tabs that do not come. */
  forgetTabs(): void {
    this.#announcedTabs = 0;
  }

  /** Counts the documents that the page has shown. */
  get documents(): number {
    return this.#documents;
  }

  /** Whether the document is about to give its place to another one. */
  get leaving(): boolean {
    return this.navigating && this.#navigation?.committed === false;
  }

  /** Waits no more for a document that is there and goes on loading for ever. */
  giveUpLoading(): void {
    if (this.#navigation?.committed) this.#navigation = undefined;
  }

  get navigating(): boolean {
    const navigation = this.#navigation;
    if (navigation && performance.now() > navigation.deadline) this.#navigation = undefined;
    return this.#navigation !== undefined;
  }

  /** Requests in flight that began after a moment. */
  requestsSince(moment: number): number {
    let count = 0;
    for (const [request, began] of this.#inFlight) {
      if (began >= moment && !this.#hanging.has(address(request))) count += 1;
    }
    return count;
  }

  /** Remembers that what is in flight now is not to be waited for again, as the page sends it all the time. */
  giveUp(): void {
    for (const request of this.#inFlight.keys()) {
      if (request.resourceType() === "document") continue;
      if (this.#hanging.size >= rememberedAddresses) this.#hanging.clear();
      this.#hanging.add(address(request));
    }
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #committed(): void {
    // One without a request stays in its document, or has none to wait for.
    if (!this.#navigation?.request) {
      this.#navigation = undefined;
    } else {
      this.#documents += 1;
      this.#navigation = { ...this.#navigation, committed: true, deadline: Number.POSITIVE_INFINITY };
    }
    this.#changed();
  }

  #ended(request: Request, grace: number): void {
    this.#inFlight.delete(request);
    const navigation = this.#navigation;
    if (navigation?.request === request) {
      if (grace === 0) this.#navigation = undefined;
      else if (!navigation.committed) navigation.deadline = performance.now() + grace;
    }
    this.#changed();
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Where a request goes, without what changes from one to the next. */
function address(request: Request): string {
  const url = request.url();
  const end = url.search(/[?#]/);
  return `${request.method()} ${end < 0 ? url : url.slice(0, end)}`;
}

function isMain(request: Request, page: Page): boolean {
  try {
    return request.frame() === page.mainFrame();
  } catch {
    // The request of a page that is only just being made, or of a worker.
    return false;
  }
}
