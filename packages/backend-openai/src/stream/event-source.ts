import { isRecord } from "@massgen/core/provider";
import { createParser } from "eventsource-parser";

/** Longest event that is read, in UTF-16 units: above the longest compaction item that the API takes, and within memory. */
const longestEvent = 64 * 1024 * 1024;

/** The events of a stream, as many at a time as have come. */
export interface EventSource {
  /**
   * Waits for further events; they are in the order in which they came, `undefined` at the end of the stream.
   *
   * @throws SyntaxError for data that is not JSON; what the connection throws.
   */
  more(): Promise<readonly unknown[] | undefined>;
  /** Ends the connection, if it has not ended. */
  close(): void;
}

/** Reads a response that is a stream of server-sent events with JSON as their data. */
export function openEventSource(response: Response): EventSource {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let events: unknown[] = [];
  const parser = createParser({
    maxBufferSize: longestEvent,
    onEvent({ event, data }) {
      if (data !== "[DONE]") events.push(typed(JSON.parse(data), event));
    },
    onError(error) {
      if (error.type !== "unknown-field" && error.type !== "invalid-retry") throw error;
    },
  });
  return {
    async more() {
      for (;;) {
        const piece = await reader?.read();
        if (piece === undefined || piece.done) return undefined;
        parser.feed(decoder.decode(piece.value, { stream: true }));
        if (events.length === 0) continue;
        const complete = events;
        events = [];
        return complete;
      }
    },
    close() {
      // Rejects where the connection is broken already, and then there is nothing to close.
      void reader?.cancel().catch(() => undefined);
    },
  };
}

/** Gateways leave the type to the name of the event, or send an error by itself. */
function typed(data: unknown, name: string | undefined): unknown {
  if (!isRecord(data) || typeof data.type === "string") return data;
  if (name === "error" || isRecord(data.error)) return { type: "error", error: data.error ?? data };
  return { ...data, type: name };
}
