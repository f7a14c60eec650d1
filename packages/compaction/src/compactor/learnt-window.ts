/** The context window, as it turns out to be. */
export interface LearntWindow {
  /** The window in tokens. */
  tokens(): number;
  /** A limit that was set for the window in the options, for the one that was learnt. */
  scaled(limit: number): number;
  /** Learns that a request of this many tokens was too long. */
  learn(refused: number): void;
}

/**
 * @param stated - the window in the options.
 * @param start - the window that was learnt before.
 */
export function createLearntWindow(stated: number, start: number = stated): LearntWindow {
  let window = Math.min(stated, start);
  return {
    tokens: () => window,
    scaled: (limit) => Math.floor((limit * window) / stated),
    learn(refused) {
      // An empty request that is refused says nothing of the window.
      if (refused < 1) return;
      window = Math.min(window, refused);
    },
  };
}
