/** Keeps events until they are read. */
export interface EventQueue<Event> extends AsyncIterable<Event> {
  push(event: Event): void;
  /** No event will come any more. */
  end(): void;
}

/**
 * Makes a queue whose readers may come late, leave, or never come. All iterations share it: each event goes to one.
 *
 * @param capacity - unread events that are kept; beyond it the oldest go.
 * @param gap - what is read in place of so many of them.
 */
export function createEventQueue<Event>(capacity: number, gap: (dropped: number) => Event): EventQueue<Event> {
  let unread: Event[] = [];
  let first = 0;
  let dropped = 0;
  let ended = false;
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const resume of waiting) resume();
    waiting.clear();
  };

  const take = (): Event | undefined => {
    if (dropped > 0) {
      const count = dropped;
      dropped = 0;
      return gap(count);
    }
    const event = unread[first];
    if (event === undefined) return undefined;
    first += 1;
    if (first > capacity) {
      unread = unread.slice(first);
      first = 0;
    }
    return event;
  };

  return {
    push(event) {
      if (ended) return;
      unread.push(event);
      if (unread.length - first > capacity) {
        first += 1;
        dropped += 1;
        if (first > capacity) {
          unread = unread.slice(first);
          first = 0;
        }
      }
      wake();
    },
    end() {
      ended = true;
      wake();
    },
    [Symbol.asyncIterator]() {
      let left = false;
      let resume = () => {};
      return {
        async next() {
          while (!left) {
            const value = take();
            if (value !== undefined) return { done: false, value };
            if (ended) break;
            await new Promise<void>((resolve) => {
              resume = resolve;
              waiting.add(resolve);
            });
          }
          return { done: true, value: undefined };
        },
        async return() {
          left = true;
          waiting.delete(resume);
          resume();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
