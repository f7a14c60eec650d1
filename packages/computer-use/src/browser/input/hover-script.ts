/// <reference lib="dom" />

/** Where the functions below keep what they watch; nothing that a page would use itself. */
const place = "__massgenHover";

interface Watched {
  readonly element: Element | null;
  readonly observer: MutationObserver;
  changed: boolean;
}

export interface HoverPlace {
  readonly x: number;
  readonly y: number;
  readonly place: string;
}

export const hoverPlace = place;

/** Runs in the page before the pointer moves: remembers what is there, and looks out for changes. */
export function watchHover({ x, y, place: name }: HoverPlace): void {
  const global: Record<string, unknown> = globalThis as never;
  const observer = new MutationObserver(() => {
    watched.changed = true;
  });
  const watched: Watched = { element: document.elementFromPoint(x, y), observer, changed: false };
  observer.observe(document, { subtree: true, childList: true, attributes: true });
  Object.defineProperty(global, name, { value: watched, configurable: true, enumerable: false });
  setTimeout(() => observer.disconnect(), 1_000);
}

/**
 * Runs in the page after the pointer has moved: where the page reacts to that, waits for frames until it has done so.
 * Whether what is inside a frame reacts cannot be seen; it is given the time.
 */
export async function awaitHover({ x, y, place: name }: HoverPlace): Promise<void> {
  const global: Record<string, Watched | undefined> = globalThis as never;
  const watched = global[name];
  delete global[name];
  const frame = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 50);
      requestAnimationFrame(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  const reacted = () =>
    !watched ||
    watched.changed ||
    document.elementFromPoint(x, y) !== watched.element ||
    watched.element?.tagName === "IFRAME" ||
    document
      .getAnimations()
      .some((animation) => animation instanceof CSSTransition && animation.playState === "running");
  for (let count = 0; count < 5 && reacted(); count += 1) {
    if (watched) watched.changed = false;
    await frame();
    await frame();
    if (!watched || watched.element?.tagName === "IFRAME") break;
    if (document.elementFromPoint(x, y) === watched.element && !watched.changed) break;
    Object.assign(watched, { element: document.elementFromPoint(x, y) });
  }
  watched?.observer.disconnect();
}
