/// <reference lib="dom" />

/** What a document says of itself when it has come to rest, or was not waited for any longer. */
export interface Rest {
  /** Whether something in it moves without end. */
  readonly endless: boolean;
}

export interface RestSettings {
  /** Frames that are waited for at least. */
  readonly frames: number;
  /** Most that a scrolling view or a transition is waited for. */
  readonly milliseconds: number;
}

/**
 * Runs in the page: waits for frames, then for scrolling to end, then for transitions and animations that have an end.
 * A frame that does not come, as in a tab that is hidden, is waited for 50 ms.
 */
export async function waitForRest({ frames, milliseconds }: RestSettings): Promise<Rest> {
  const began = performance.now();
  const late = () => performance.now() - began > milliseconds;
  const frame = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 50);
      requestAnimationFrame(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  let scrolled = false;
  const onScroll = () => {
    scrolled = true;
  };
  addEventListener("scroll", onScroll, { capture: true, passive: true });
  for (let count = 0; count < frames; count += 1) await frame();
  while (scrolled && !late()) {
    scrolled = false;
    await frame();
    await frame();
    await frame();
  }
  removeEventListener("scroll", onScroll, { capture: true });
  let endless = false;
  const running = () => {
    endless = false;
    return document.getAnimations().filter((animation) => {
      if (animation.playState !== "running") return false;
      const end = Number(animation.effect?.getComputedTiming().endTime ?? 0);
      const current = Number(animation.currentTime ?? 0);
      // What goes on for longer than anybody waits may as well go on for ever.
      if (end - current > milliseconds) endless = true;
      return end - current <= milliseconds;
    });
  };
  while (running().length > 0 && !late()) await frame();
  return { endless };
}
