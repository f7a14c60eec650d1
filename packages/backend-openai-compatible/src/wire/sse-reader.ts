import { createParser } from "eventsource-parser";
import type { Frame } from "./frame.ts";

/** Takes a stream's text in any pieces. */
export interface SseReader {
  feed(text: string): readonly Frame[];
  /** What the last lines held where the server left out the empty line after them. */
  end(): readonly Frame[];
}

/** Reads server-sent events whose data is JSON, in the spellings that servers use. */
export function createSseReader(): SseReader {
  let frames: Frame[] = [];
  let isOver = false;
  const parser = createParser({
    onEvent({ event, data }) {
      if (event === "error") frames.push({ kind: "error", value: parseLoosely(data) });
      else frames.push(...parseData(data, isOver));
    },
    onError({ type, field, value }) {
      // Older llama.cpp names the field itself `error`.
      if (type === "unknown-field" && field === "error")
        frames.push({ kind: "error", value: parseLoosely(value ?? "") });
    },
  });
  const taken = (text: string) => {
    parser.feed(text);
    const complete = frames;
    frames = [];
    return complete;
  };
  return {
    feed: taken,
    end() {
      isOver = true;
      return taken("\n\n");
    },
  };
}

/** Several lines of data are one JSON text, or, where a server parts its events by single line ends, one each. */
function parseData(data: string, isOver: boolean): readonly Frame[] {
  if (data.trim() === "") return [];
  const whole = parseLine(data);
  if (whole !== undefined) return [whole];
  const lines = data.split("\n").filter((line) => line.trim() !== "");
  const parsed = lines.map(parseLine);
  // A stream that was cut ends anywhere; that it was cut is seen from what is missing.
  if (isOver && parsed.at(-1) === undefined) parsed.pop();
  return parsed.map((frame): Frame => frame ?? { kind: "malformed" });
}

function parseLine(line: string): Frame | undefined {
  if (line.trim() === "[DONE]") return { kind: "done" };
  try {
    return { kind: "chunk", value: JSON.parse(line) };
  } catch {
    return undefined;
  }
}

function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
