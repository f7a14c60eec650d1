/** Notices when nothing has come for too long. Owns one timer, which {@link SilenceWatch.end} stops for good. */
export interface SilenceWatch {
  /** Something came: the wait begins anew. */
  heard(): void;
  /** From now on waits no longer than this. */
  shorten(milliseconds: number): void;
  end(): void;
}

/** Starts to wait at once. */
export function createSilenceWatch(milliseconds: number, onSilence: () => void): SilenceWatch {
  let limit = milliseconds;
  let timer: NodeJS.Timeout | undefined = setTimeout(onSilence, limit);
  const restart = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = setTimeout(onSilence, limit);
  };
  return {
    heard: restart,
    shorten(atMost) {
      if (atMost >= limit) return;
      limit = atMost;
      restart();
    },
    end() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
