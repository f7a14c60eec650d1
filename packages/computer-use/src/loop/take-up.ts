import type { ModelRoster } from "./model-roster.ts";
import type { PastRun } from "./past-run.ts";
import { outcomeOfCut, rebuildTurns } from "./past-turns.ts";
import type { Decided, RunContext } from "./run-context.ts";
import type { ComputerRunLog } from "./run-log.ts";
import type { View } from "./view.ts";

/**
 * Goes on where an earlier run ended.
 *
 * @returns a decision that nothing had come of and that can be followed now. Actions are none such: the screen is
 * another one, and some of them may have been done.
 */
export async function takeUp(
  past: PastRun,
  log: ComputerRunLog,
  roster: ModelRoster,
  context: RunContext,
  view: View,
): Promise<Decided | undefined> {
  const { questions, progress, tell } = context;
  context.progress.remark(
    "The run was interrupted and goes on now: the screen may be another than the one you saw last.",
  );
  const { session, pending } = past;
  if (session !== undefined) {
    const turns = await rebuildTurns(past, log);
    if (turns === undefined || !roster.goOn(session.model, session.story, turns)) {
      tell({
        type: "notice",
        code: "session-lost",
        text: "The model's session could not be built again from the log: a new one is told what was done so far.",
      });
    }
  }
  if (pending === undefined) return undefined;
  const { step, decision } = pending.step;
  if (decision.type === "act") {
    progress.conclude(step, outcomeOfCut(pending.begun));
    return undefined;
  }
  const reply = decision.type === "ask" ? questions.open() : undefined;
  if (decision.type === "ask" && reply !== undefined) {
    tell({ type: "question", step, question: decision.question });
    tell({ type: "reply", step, reply });
    progress.conclude(step, { type: "replied", reply });
    return undefined;
  }
  return { step, decision, view };
}
