import type { ComputerEvent, ComputerResult } from "@massgen/core";
import type { CheckedOptions } from "./check-options.ts";
import { endingOf } from "./faults.ts";
import { createLooker } from "./looker.ts";
import type { PastRun } from "./past-run.ts";
import { priced } from "./priced.ts";
import { createQuestionDesk, type QuestionDesk } from "./question-desk.ts";
import { isOver, readPast } from "./read-past.ts";
import { createRunControl, type RunControl } from "./run-control.ts";
import { RunEnded, type RunEnding } from "./run-ending.ts";
import { timeIsUp } from "./run-limits.ts";
import { createRunLogWriter } from "./run-log-writer.ts";
import { runLoop } from "./run-loop.ts";
import type { ComputerRunOptions, PricedStep } from "./run-options.ts";
import { createRunProgress } from "./run-progress.ts";
import { createRunStart } from "./run-start.ts";
import { steadyClock } from "./steady-clock.ts";
import { createStopwatch } from "./stopwatch.ts";
import { createTally } from "./tally.ts";
import { within } from "./within.ts";

export interface Run {
  readonly control: RunControl;
  readonly questions: QuestionDesk;
  stop(reason?: string): void;
  /** Never rejects. */
  run(): Promise<ComputerResult>;
}

/** Puts the parts of a run together. @param emit - told all events but the last. */
export function createRun(
  options: ComputerRunOptions,
  { models, limits, maximumInvalid }: CheckedOptions,
  emit: (event: ComputerEvent) => void,
): Run {
  const { task, computer, approval = {}, onQuestion, priceOf, resume } = options;
  const clock = steadyClock(options.clock ?? (() => performance.now()));
  const log = resume ?? options.log;
  const controller = new AbortController();
  const { signal } = controller;
  const end = (ending: RunEnding) => controller.abort(new RunEnded(ending));
  const stopwatch = createStopwatch({ clock, limit: limits.milliseconds, onExpire: () => end(timeIsUp(limits)) });
  const writer = createRunLogWriter(log, () => stopwatch.elapsed());
  const tally = createTally(priceOf !== undefined);
  const costOf = (step: PricedStep) => {
    const price = priceOf?.(step);
    return typeof price === "number" && Number.isFinite(price) && price >= 0 ? price : undefined;
  };
  const start = createRunStart();
  const tell = (event: ComputerEvent): void => {
    start.after(() => {
      if (event.type === "run-pause") writer.write({ type: "pause", reason: event.reason });
      if (event.type === "run-resume") writer.write({ type: "pause", reason: "over" });
      emit(event);
    });
  };
  let remark = (text: string): void => start.after(() => remark(text));
  const control = createRunControl({ signal, stopwatch, tell, remark: (text) => remark(text) });
  const questions = createQuestionDesk(onQuestion, signal, resume !== undefined);
  const stop = (reason?: string) => end({ status: "interrupted", reason: reason ?? "The run was stopped." });

  const begin = (past: PastRun, over: boolean): void => {
    const names = models.map(({ name }) => name);
    stopwatch.add(past.elapsedMilliseconds);
    for (const step of past.steps) tally.addStep(priced(step, costOf));
    for (const failure of past.failures) tally.addFailure(priced(failure, costOf));
    for (const { model, promptSource } of past.sessions) tally.addModel(model, promptSource);
    for (const note of past.notes) tally.addNote(note);
    emit({
      type: "run-start",
      task,
      model: names.find((name) => name === past.session?.model) ?? names[0] ?? "",
      computer: computer.name,
      resumedSteps: past.steps.length,
    });
    if (over) return;
    if (past.header !== undefined) writer.write({ type: "resume", models: names, computer: computer.name });
    else {
      const { capabilities, name } = computer;
      writer.write({
        type: "run",
        log: "massgen-computer-run",
        version: 1,
        task,
        models: names,
        computer: name,
        capabilities,
      });
    }
  };

  const go = async (): Promise<ComputerResult> => {
    const past = await within(signal, () => readPast(log, task, resume !== undefined));
    const over = past.end !== undefined && isOver(past.end);
    begin(past, over);
    if (past.end !== undefined && over) return past.end;
    let ending: RunEnding;
    try {
      const progress = createRunProgress(past, writer);
      remark = progress.remark;
      start.begin();
      const looker = createLooker({ computer, control, writer, tally, tell, frames: past.lastFrame });
      const { rules = {}, approve } = approval;
      const context = {
        computer,
        signal,
        control,
        questions,
        stopwatch,
        clock,
        writer,
        tally,
        rules,
        approve,
        tell,
        progress,
      };
      const earlier = log !== undefined && past.header !== undefined ? { past, log } : undefined;
      const settings = { task, models, limits, costOf, maximumInvalid, earlier };
      ending = await runLoop(settings, { ...context, ...looker });
    } catch (error) {
      ending = endingOf(signal.aborted ? signal.reason : error);
    }
    control.end();
    const result = tally.result(ending, stopwatch.elapsed());
    writer.write({ type: "end", result });
    if (!(await writer.finish())) {
      emit({ type: "notice", code: "log-incomplete", text: "The end of the run could not be written to its log." });
    }
    return result;
  };

  return {
    control,
    questions,
    stop,
    async run() {
      const aborted = () => stop();
      if (options.signal?.aborted === true) aborted();
      options.signal?.addEventListener("abort", aborted, { once: true });
      try {
        return await go();
      } catch (error) {
        return tally.result(endingOf(signal.aborted ? signal.reason : error), stopwatch.elapsed());
      } finally {
        control.end();
        stopwatch.close();
        options.signal?.removeEventListener("abort", aborted);
      }
    },
  };
}
