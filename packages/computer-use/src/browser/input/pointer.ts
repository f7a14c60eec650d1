import type { MouseButton, Point } from "@massgen/core";
import type { Page } from "playwright-core";

/** The mouse of one page. */
export class Pointer {
  readonly page: Page;
  /** Where it is; `undefined` until it is first moved. */
  position: Point | undefined;
  /** Buttons that are down. */
  readonly pressed = new Set<MouseButton>();

  constructor(page: Page) {
    this.page = page;
  }
}
