import { expect, it } from "vitest";
import { createProgressBar } from "./progress-bar.ts";

function drawing(isTTY: boolean) {
  const written: string[] = [];
  let time = 0;
  const stream = { isTTY, write: (text: string) => written.push(text) > 0 };
  const bar = createProgressBar(stream, () => time);
  const wait = (milliseconds: number) => {
    time += milliseconds;
  };
  return { bar, written, wait };
}

const progress = (fraction: number) => ({ path: "a/\u001b[2Jsession.jsonl", work: "window", fraction });

it("draws how far the work is, ten times a second at most, and takes it away", () => {
  const { bar, written, wait } = drawing(true);
  bar.update(progress(0.5));
  wait(50);
  bar.update(progress(0.51));
  wait(50);
  bar.update(progress(0.75));
  bar.clear();
  bar.clear();
  expect(written).toEqual([
    "\r\u001b[K██████████░░░░░░░░░░ 50 % a/ [2Jsession.jsonl: window",
    "\r\u001b[K███████████████░░░░░ 75 % a/ [2Jsession.jsonl: window",
    "\r\u001b[K",
  ]);
});

it("stays silent where nobody looks", () => {
  const { bar, written } = drawing(false);
  bar.update(progress(0.5));
  bar.clear();
  expect(written).toEqual([]);
});
