import type { BrowserContext, Page, Request } from "playwright-core";
import { answerMilliseconds, boundedOr, forget } from "../bounded.ts";
import { Tab } from "./tab.ts";

export interface TabListSettings {
  readonly context: BrowserContext;
  /** Where the page is somebody else's, only tabs that it opens are ours to see. */
  readonly own: boolean;
  readonly maximum: number;
  /** Pages that are no tabs. */
  readonly isHidden: (page: Page) => boolean;
  /** Told of every page that is made, before anything else is done with it. */
  readonly onPage: (page: Page) => void;
}

/** The tabs of a browser, and which of them is in the frame: the newest, until another is chosen. */
export class TabList {
  readonly #settings: TabListSettings;
  readonly #tabs: Tab[] = [];
  /** Tabs in the order in which they were in the frame, the last one last. */
  readonly #recent: Tab[] = [];
  readonly #removers: (() => void)[] = [];
  #counter = 0;
  #refused = 0;
  #hiding = 0;
  #removed: Tab | undefined;
  /** Requests of tabs that have not come yet. */
  readonly #coming = new Set<Request>();

  constructor(settings: TabListSettings) {
    this.#settings = settings;
    this.#watchComing();
    if (!settings.own) return;
    const listener = (page: Page) => void this.#came(page);
    settings.context.on("page", listener);
    this.#removers.push(() => settings.context.off("page", listener));
  }

  /** All that are open, the oldest first. */
  get tabs(): readonly Tab[] {
    return this.#tabs;
  }

  /** The tab in the frame; `undefined` where none is open. */
  get active(): Tab | undefined {
    return this.#recent.at(-1);
  }

  /** Address of the tab that was in the frame last, which a crash of the browser has closed. */
  get lastUrl(): string | undefined {
    return (this.active ?? this.#removed)?.page.url();
  }

  /** Takes in a page that is there already. */
  add(page: Page): Tab {
    return this.#tabs.find((tab) => tab.page === page) ?? this.#add(page, undefined);
  }

  /** Opens a page that never counts as a tab. */
  async openHidden(open: () => Promise<Page>): Promise<Page> {
    // The page is told of before the call gives it, so nothing else may come in between.
    this.#hiding += 1;
    try {
      return await open();
    } finally {
      this.#hiding -= 1;
    }
  }

  /** Brings a tab into the frame. */
  async show(tab: Tab): Promise<void> {
    this.#choose(tab);
    await boundedOr(tab.page.bringToFront(), answerMilliseconds, undefined);
  }

  /** How many tabs were closed at once since it was last asked, as there were too many. */
  takeRefused(): number {
    const refused = this.#refused;
    this.#refused = 0;
    return refused;
  }

  /** Lets go of all pages, and leaves them as they are. */
  async release(): Promise<void> {
    for (const remove of this.#removers.splice(0)) remove();
    this.#recent.length = 0;
    await Promise.all(this.#tabs.splice(0).map((tab) => tab.release({ detach: !this.#settings.own })));
  }

  #watchComing(): void {
    const { context } = this.#settings;
    const began = (request: Request) => {
      if (request.isNavigationRequest() && !hasPage(request)) this.#coming.add(request);
    };
    const ended = (request: Request) => this.#coming.delete(request);
    context.on("request", began).on("requestfinished", ended).on("requestfailed", ended);
    this.#removers.push(() => {
      context.off("request", began).off("requestfinished", ended).off("requestfailed", ended);
    });
  }

  async #came(page: Page): Promise<void> {
    if (this.#hiding > 0 && page.url() === "about:blank") return;
    if (this.#settings.isHidden(page) || this.#tabs.some((tab) => tab.page === page)) return;
    if (this.#tabs.length >= this.#settings.maximum) {
      this.#refused += 1;
      forget(page.close());
      this.#announced(undefined);
      return;
    }
    const tab = this.#add(page, undefined);
    const opener = await boundedOr(page.opener(), answerMilliseconds, null);
    tab.opener = this.#tabs.find((other) => other.page === opener);
    this.#announced(tab.opener);
  }

  #add(page: Page, opener: Tab | undefined): Tab {
    this.#settings.onPage(page);
    this.#counter += 1;
    const tab = new Tab({
      id: `tab-${this.#counter}`,
      page,
      opener,
      isTabComing: () => [...this.#coming].some((request) => !hasPage(request)),
    });
    this.#tabs.push(tab);
    this.#choose(tab);
    const closed = () => this.#remove(tab);
    page.on("close", closed);
    this.#removers.push(() => page.off("close", closed));
    if (!this.#settings.own) {
      const popup = (opened: Page) => void this.#came(opened);
      page.on("popup", popup);
      this.#removers.push(() => page.off("popup", popup));
    }
    return tab;
  }

  /** A tab has come: nobody need wait for it any more. */
  #announced(opener: Tab | undefined): void {
    for (const tab of opener ? [opener] : this.#tabs) tab.activity.tabCame();
  }

  #choose(tab: Tab): void {
    const index = this.#recent.indexOf(tab);
    if (index >= 0) this.#recent.splice(index, 1);
    this.#recent.push(tab);
  }

  #remove(tab: Tab): void {
    const wasActive = this.active === tab;
    if (wasActive) this.#removed = tab;
    for (const list of [this.#tabs, this.#recent]) {
      const index = list.indexOf(tab);
      if (index >= 0) list.splice(index, 1);
    }
    const { opener } = tab;
    if (wasActive && opener && this.#tabs.includes(opener)) this.#choose(opener);
    const next = this.active;
    if (wasActive && next) forget(next.page.bringToFront());
  }
}

/** Whether the page of a request is one that was told of; that of a tab which is only just opening is not. */
function hasPage(request: Request): boolean {
  try {
    return request.frame().page() !== null;
  } catch {
    return false;
  }
}
