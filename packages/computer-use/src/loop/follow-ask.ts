import type { AskDecision } from "@massgen/core";
import { endingOfPerson } from "./faults.ts";
import type { Decided, Followed, RunContext } from "./run-context.ts";
import { RunEnded } from "./run-ending.ts";

/** Waits for the user's reply. What the screen shows may be another thing by then. */
export async function followAsk(
  { step, decision, view }: Decided<AskDecision>,
  context: RunContext,
): Promise<Followed> {
  const { questions, stopwatch, tell, signal } = context;
  const { question } = decision;
  tell({ type: "question", step, question });
  tell({ type: "run-pause", reason: "question" });
  const goOn = stopwatch.hold();
  let reply: string | undefined;
  try {
    reply = await questions.ask({ step, question, observation: view.observation });
  } catch (error) {
    signal.throwIfAborted();
    throw new RunEnded(endingOfPerson(error, `Asking the user at step ${step}`, "question-failed"));
  } finally {
    goOn();
  }
  if (typeof reply !== "string") {
    const reason = "The model asks something that nobody was there to answer.";
    throw new RunEnded({ status: "needs-person", reason, question });
  }
  tell({ type: "reply", step, reply });
  tell({ type: "run-resume" });
  return { outcome: { type: "replied", reply } };
}
