import type { BlockingSurface } from "./surfaces.ts";

/** Tells those who wait for it that a dialog or file chooser has opened. */
export interface BlockSignal {
  /** To be called after every change. */
  update(blocking: BlockingSurface | undefined): void;
  /** Calls the listener when something opens, at once where it already is open; gives what ends that. */
  listen(listener: () => void): () => void;
  wait(): Promise<BlockingSurface>;
}

export function createBlockSignal(): BlockSignal {
  const listeners = new Set<() => void>();
  let gate = Promise.withResolvers<BlockingSurface>();
  let blocked: BlockingSurface | undefined;
  return {
    update(blocking) {
      const before = blocked;
      blocked = blocking;
      if (blocking === undefined) {
        if (before !== undefined) {
          gate = Promise.withResolvers();
        }
      } else if (blocking !== before) {
        gate.resolve(blocking);
        for (const listener of [...listeners]) {
          listener();
        }
      }
    },
    listen(listener) {
      listeners.add(listener);
      if (blocked !== undefined) {
        listener();
      }
      return () => {
        listeners.delete(listener);
      };
    },
    wait: () => gate.promise,
  };
}
