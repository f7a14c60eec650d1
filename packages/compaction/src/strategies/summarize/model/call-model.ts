import { MassGenError } from "@massgen/core";
import { failure } from "../no-summary-error.ts";
import type { SummaryModel, SummaryRequest } from "./summary-model.ts";

type Outcome = { readonly answer: unknown } | { readonly problem: string };

/**
 * Calls a model once and waits no longer than it may take, whether or not the model watches its signal.
 *
 * @returns whatever the model answered.
 * @throws NoSummaryError where it throws or takes too long; the signal's reason where that aborts.
 */
export async function callModel(
  model: SummaryModel,
  request: Omit<SummaryRequest, "signal">,
  timeoutMilliseconds: number,
  signal: AbortSignal,
): Promise<unknown> {
  signal.throwIfAborted();
  const controller = new AbortController();
  let stop: (outcome: Outcome) => void = () => undefined;
  const stopped = new Promise<Outcome>((resolve) => {
    stop = resolve;
  });
  const abort = () => {
    stop({ problem: "the summary was aborted" });
    controller.abort(signal.reason);
  };
  const timer = setTimeout(() => {
    const problem = `the model did not answer within ${timeoutMilliseconds} ms`;
    // Before the abort, so that a model that throws at it does not get to say why the call ended.
    stop({ problem });
    controller.abort(failure(problem));
  }, timeoutMilliseconds);
  signal.addEventListener("abort", abort, { once: true });
  try {
    const outcome = await Promise.race([stopped, complete(model, { ...request, signal: controller.signal })]);
    signal.throwIfAborted();
    if ("problem" in outcome) throw failure(outcome.problem);
    return outcome.answer;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}

/** Never rejects, since nobody may be waiting any more. */
async function complete(model: SummaryModel, request: SummaryRequest): Promise<Outcome> {
  try {
    return { answer: await model(request) };
  } catch (error) {
    return { problem: `the model threw ${nameOf(error)}` };
  }
}

/** An error's kind and status, without its message, which may quote the conversation or a key. */
function nameOf(error: unknown): string {
  if (MassGenError.isInstance(error)) return `an error: ${error.problem}`;
  if (!(error instanceof Error)) return "an error";
  const name = /^\w{1,60}$/.test(error.name) ? error.name : "Error";
  const status = "status" in error && Number.isInteger(error.status) ? ` (status ${error.status})` : "";
  return `${/^[aeio]/i.test(name) ? "an" : "a"} ${name}${status}`;
}
