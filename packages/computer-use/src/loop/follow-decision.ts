import type { FinishDecision, NoteDecision, ReadPageDecision } from "@massgen/core";
import { approvalReasons } from "./approval-reasons.ts";
import { followAct } from "./follow-act.ts";
import { followAsk } from "./follow-ask.ts";
import { resolveApproval } from "./resolve-approval.ts";
import type { Decided, Followed, RunContext } from "./run-context.ts";
import { RunEnded } from "./run-ending.ts";

/**
 * Does what a model has decided.
 *
 * @throws RunEnded where that ends the run.
 */
export async function followDecision(decided: Decided, context: RunContext): Promise<Followed> {
  const { decision, view } = decided;
  switch (decision.type) {
    case "act":
      return await followAct({ ...decided, decision }, context);
    case "finish":
      return await followFinish({ ...decided, decision }, context);
    case "ask":
      return await followAsk({ ...decided, decision }, context);
    case "note":
      return followNote({ ...decided, decision }, context);
    case "read-page":
      return await followReadPage({ ...decided, decision }, context);
    case "invalid":
      return { outcome: { type: "rejected", reason: decision.problem }, view: { ...view, again: true }, invalid: true };
    default: {
      const unknown: never = decision;
      throw new TypeError(`A model made a decision of no known type: ${JSON.stringify(unknown).slice(0, 100)}`);
    }
  }
}

/** Some models end where their user would be bound; with the user's word they go on instead. */
async function followFinish(decided: Decided<FinishDecision>, context: RunContext): Promise<Followed> {
  const { status, answer } = decided.decision;
  const reasons = approvalReasons(decided.decision, decided.view.observation, context.rules);
  const isDone = status === "success" ? "The model says that it is done." : "The model says that it cannot be done.";
  if (reasons.length === 0) throw new RunEnded({ status, reason: isDone, answer });
  if ((await resolveApproval(decided, reasons, context)).type !== "allow") {
    throw new RunEnded({
      status,
      reason: "The model stopped before what would bind you, and you did not allow it.",
      answer,
    });
  }
  context.progress.remark("The user approves of what you stopped at. Go on with the task and do it.");
  return { outcome: { type: "replied", reply: "I approve. Go on." } };
}

function followNote({ step, decision, view }: Decided<NoteDecision>, context: RunContext): Followed {
  context.tally.addNote(decision.fact);
  context.tell({ type: "note", step, fact: decision.fact });
  return { outcome: { type: "noted" }, view: { ...view, again: true } };
}

async function followReadPage({ decision, view }: Decided<ReadPageDecision>, context: RunContext): Promise<Followed> {
  const { computer, control } = context;
  const seen = { ...view, again: true };
  if (computer.readText === undefined) {
    return {
      outcome: { type: "rejected", reason: "The text of the page cannot be read on this computer." },
      view: seen,
    };
  }
  const text = await control.use(async (signal) => (await computer.readText?.({ signal })) ?? "");
  return { outcome: { type: "page-text", question: decision.question, text }, view: seen };
}
