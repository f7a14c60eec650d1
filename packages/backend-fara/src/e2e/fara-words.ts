import type { Point } from "@massgen/core";
import type { EmulatedFaraGeneration, FaraStep } from "@massgen/testing";
import type { Size } from "../frames/smart-resize.ts";

/** What a script does, in the words of either generation. Places are pixels of the page. */
interface FaraWords {
  click(place: Point): FaraStep;
  /** Clicks a field and types into it. */
  fill(place: Point, text: string): readonly FaraStep[];
  key(...keys: string[]): FaraStep;
  open(url: string): FaraStep;
  note(fact: string): FaraStep;
  scroll(): FaraStep;
  finish(answer: string): FaraStep;
  fail(reason: string): FaraStep;
}

/**
 * Speaks as one generation does of a frame.
 *
 * @param sent - size of the picture that the model sees, where that is another.
 */
export function faraWords(generation: EmulatedFaraGeneration, frame: Size, sent = frame): FaraWords {
  const scale = generation === "7b" ? sent : { width: 1_000, height: 1_000 };
  const coordinate = ({ x, y }: Point) => [
    Math.round((x * scale.width) / frame.width),
    Math.round((y * scale.height) / frame.height),
  ];
  const terminate = (answer: string, status: "success" | "failure"): FaraStep =>
    generation === "7b"
      ? { action: "terminate", arguments: { status }, thoughts: answer }
      : {
          action: "terminate",
          arguments: { answer, ...(status === "failure" && { status }) },
          thoughts: "I end here.",
        };
  return {
    click: (place) => ({ action: "left_click", arguments: { coordinate: coordinate(place) } }),
    fill(place, text) {
      if (generation === "7b") {
        return [{ action: "type", arguments: { text, coordinate: coordinate(place), press_enter: false } }];
      }
      const click = { action: "left_click", arguments: { coordinate: coordinate(place) } };
      return [click, { action: "type", arguments: { text } }];
    },
    key: (...keys) => ({ action: "key", arguments: { keys } }),
    open: (url) => ({ action: "visit_url", arguments: { url } }),
    note: (fact) => ({ action: "pause_and_memorize_fact", arguments: { fact }, thoughts: fact }),
    scroll: () => ({ action: "scroll", arguments: { pixels: -400 } }),
    finish: (answer) => terminate(answer, "success"),
    fail: (reason) => terminate(reason, "failure"),
  };
}
