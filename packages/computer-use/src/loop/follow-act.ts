import {
  type ActDecision,
  type ComputerCapabilities,
  ComputerError,
  type Frame,
  type TurnOutcome,
} from "@massgen/core";
import { checkActions } from "../actions/check-actions.ts";
import { approvalReasons } from "./approval-reasons.ts";
import { resolveApproval } from "./resolve-approval.ts";
import type { Decided, Followed, RunContext } from "./run-context.ts";
import { TakenOver } from "./run-control.ts";
import { within } from "./within.ts";

const takenBefore: TurnOutcome = {
  type: "rejected",
  reason: "A person used the computer after you had decided this, so that nothing of it was done. Look again.",
};

/** Checks a whole batch, has it allowed, and does it. */
export async function followAct(decided: Decided<ActDecision>, context: RunContext): Promise<Followed> {
  const { step, decision, view } = decided;
  const { computer, control, writer, tell, clock, rules } = context;
  if (control.takenOver) return { outcome: takenBefore };
  const problem = problemOf(decision, computer.capabilities, view.observation.frame);
  if (problem !== undefined) {
    return { outcome: { type: "rejected", reason: problem }, view: seenAgain(view), invalid: true };
  }
  const reasons = approvalReasons(decision, view.observation, rules);
  const answer = reasons.length === 0 ? undefined : await resolveApproval(decided, reasons, context);
  if (answer?.type === "deny") {
    const reason = answer.reason === undefined || answer.reason === "" ? "." : `: ${answer.reason}`;
    return { outcome: { type: "rejected", reason: `The user does not allow this${reason}` } };
  }
  const acknowledged = decision.safetyChecks ?? [];

  writer.write({ type: "actions", step, actions: decision.actions });
  await within(context.signal, () => writer.flush());
  let begun = 0;
  const started = clock();
  const took = () => clock() - started;
  const brokenOff = (what: string): TurnOutcome => ({
    type: "acted",
    performed: Math.max(0, begun - 1),
    failure: `${what} while this was done.`,
    acknowledged,
  });
  try {
    const { observation, performed, failure } = await control.act((signal) =>
      computer.act(decision.actions, {
        frame: view.observation.frame.id,
        signal,
        onAction: (index) => {
          const action = decision.actions[index];
          if (signal.aborted || action === undefined) return;
          begun = index + 1;
          tell({ type: "action-start", step, index, action });
        },
      }),
    );
    const durationMilliseconds = took();
    tell({ type: "action-end", step, performed, ...(failure && { failure }), durationMilliseconds });
    return {
      outcome: { type: "acted", performed, ...(failure && { failure: failure.reason }), acknowledged },
      view: context.see(observation),
      durationMilliseconds,
    };
  } catch (error) {
    if (error instanceof TakenOver && !context.signal.aborted) {
      if (begun === 0) return { outcome: takenBefore };
      tell({ type: "action-end", step, performed: begun - 1, durationMilliseconds: took() });
      return { outcome: brokenOff("A person took over"), durationMilliseconds: took() };
    }
    const rejection = rejectionOf(error);
    if (rejection !== undefined) return { ...rejection, ...(rejection.stale !== true && { view: seenAgain(view) }) };
    writer.write({ type: "outcome", step, outcome: brokenOff("The run ended") });
    throw error;
  }
}

/** Why a batch can not be done; nothing of it is, then. */
function problemOf({ actions }: ActDecision, capabilities: ComputerCapabilities, frame: Frame): string | undefined {
  if (Array.isArray(actions) && actions.length === 0) return "There is no action in it.";
  try {
    checkActions(actions, capabilities, frame);
    return undefined;
  } catch (error) {
    if (ComputerError.isInstance(error)) return error.message;
    throw error;
  }
}

function rejectionOf(error: unknown): Followed | undefined {
  if (!ComputerError.isInstance(error)) return undefined;
  switch (error.code) {
    case "invalid-action":
    case "unsupported-action":
      return { outcome: { type: "rejected", reason: error.message }, invalid: true };
    case "stale-frame":
      return {
        outcome: { type: "rejected", reason: "The screen had changed before this was done. Look again." },
        stale: true,
      };
    default:
      return undefined;
  }
}

function seenAgain<Seen extends { readonly again: boolean }>(view: Seen): Seen {
  return { ...view, again: true };
}
