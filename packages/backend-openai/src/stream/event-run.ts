import type { Line } from "../connection/open-line.ts";
import type { DirectRun } from "./direct-iterator.ts";
import type { EventSource } from "./event-source.ts";
import type { ResponseReader } from "./response-reader.ts";

/** The events of one response on their way through, and what became of them. */
export interface EventRun extends DirectRun {
  /** Whether any event was told. */
  readonly told: boolean;
  /** What ended it before its time. */
  readonly failure: { readonly error: unknown } | undefined;
}

/** Hands on the events of a response until it has ended, its stream has, or its line was closed. */
export function createEventRun(source: EventSource, reader: ResponseReader, line: Line): EventRun {
  let here: readonly unknown[] = [];
  let position = 0;
  let told = false;
  let failure: EventRun["failure"];
  return {
    take() {
      while (position < here.length && !reader.ended) {
        line.signal.throwIfAborted();
        const event = reader.read(here[position++]);
        if (event === undefined) continue;
        told = true;
        return event;
      }
      return undefined;
    },
    async fill() {
      if (reader.ended) return false;
      line.waiting();
      const more = await source.more();
      line.heard();
      here = more ?? [];
      position = 0;
      return more !== undefined;
    },
    failed(error) {
      failure = { error };
    },
    get told() {
      return told;
    },
    get failure() {
      return failure;
    },
  };
}
