import type { ComputerEvent, ComputerResult } from "@massgen/core";
import { checkOptions } from "./check-options.ts";
import { createRun } from "./create-run.ts";
import { createEventQueue } from "./event-queue.ts";
import type { ComputerRun, ComputerRunOptions } from "./run-options.ts";

/** Unread events that are kept. */
const capacity = 512;

/**
 * Lets a model use a computer until its task is done, or the run must end: the budget is spent, something fails, a
 * person is needed or stops it.
 *
 * It begins at once. What a model decides is checked and, where the rules or its provider ask for that, allowed by a
 * person as a whole before the first action of it is done.
 *
 * @throws MassGenError where the options make no sense; everything later is in the result.
 */
export function runComputerTask(options: ComputerRunOptions): ComputerRun {
  const checked = checkOptions(options);
  const events = createEventQueue<ComputerEvent>(capacity, (dropped) => ({
    type: "notice",
    code: "events-dropped",
    text: `${dropped} events were not read in time and are left out here.`,
  }));
  const { control, questions, stop, run } = createRun(options, checked, (event) => events.push(event));
  const result = run().then((ended: ComputerResult) => {
    events.push({ type: "run-end", result: ended });
    events.end();
    return ended;
  });
  return {
    result,
    pause: () => control.pause(),
    resume: () => control.resume(),
    takeOver: () => control.takeOver(),
    handBack: (note) => control.handBack(note),
    reply: (text) => questions.reply(text),
    stop: (reason) => stop(reason),
    [Symbol.asyncIterator]: () => events[Symbol.asyncIterator](),
  };
}
