/// <reference lib="dom" />

const place = "__massgenKeyWatch";

/** Name under which a document keeps whether it took a key for itself. */
export const keyWatchPlace = place;

/** Runs in the page before a chord: remembers whether the page keeps the browser from acting on it. */
export function watchKey(name: string): void {
  const watched = { prevented: false };
  Object.defineProperty(globalThis, name, { value: watched, configurable: true, enumerable: false });
  const type = ["keydown", "mousedown", "mouseup", "auxclick"];
  const listener = (event: Event) => {
    // Read once every listener has had the event.
    queueMicrotask(() => {
      watched.prevented ||= event.defaultPrevented;
    });
    setTimeout(() => {
      watched.prevented ||= event.defaultPrevented;
    });
  };
  for (const each of type) addEventListener(each, listener, { capture: true });
  setTimeout(() => {
    for (const each of type) removeEventListener(each, listener, { capture: true });
  }, 2_000);
}

/** Runs in the page after a chord. */
export async function wasPrevented(name: string): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve));
  const global: Record<string, { readonly prevented: boolean } | undefined> = globalThis as never;
  const prevented = global[name]?.prevented ?? false;
  delete global[name];
  return prevented;
}
