import type { ApprovalAnswer, ApprovalReason } from "@massgen/core";
import { endingOfPerson } from "./faults.ts";
import type { Decided, RunContext } from "./run-context.ts";
import { RunEnded } from "./run-ending.ts";
import { within } from "./within.ts";

/**
 * Asks a person.
 *
 * @returns allow or deny, the latter only where no safety check is among the reasons.
 * @throws RunEnded where the run must not go on.
 */
export async function resolveApproval(
  { step, decision, view }: Decided,
  reasons: readonly ApprovalReason[],
  context: RunContext,
): Promise<Exclude<ApprovalAnswer, { type: "stop" }>> {
  const { approve, signal, tell, writer, stopwatch } = context;
  const request = { step, decision, reasons, observation: view.observation };
  tell({ type: "approval-request", step, request });
  if (approve === undefined) {
    writer.write({ type: "approval", step, reasons });
    throw new RunEnded({
      status: "needs-person",
      reason: `A person must allow step ${step} (${wordsOf(reasons)}), and nobody was there to be asked.`,
    });
  }
  const goOn = stopwatch.hold();
  let answer: ApprovalAnswer;
  try {
    answer = await within(signal, () => approve(request, { signal }));
  } catch (error) {
    writer.write({ type: "approval", step, reasons });
    signal.throwIfAborted();
    throw new RunEnded(endingOfPerson(error, `Asking a person about step ${step}`, "approver-failed"));
  } finally {
    goOn();
  }
  writer.write({ type: "approval", step, reasons, answer });
  tell({ type: "approval-end", step, answer });
  switch (answer?.type) {
    case "allow":
      return answer;
    case "deny":
      if (!reasons.some(({ type }) => type === "safety-check")) return answer;
      throw new RunEnded({
        status: "interrupted",
        reason: `A safety check of step ${step} was not accepted${becauseOf(answer.reason)}`,
      });
    case "stop":
      throw new RunEnded({
        status: "interrupted",
        reason: `The run was stopped at step ${step}${becauseOf(answer.reason)}`,
      });
    default:
      throw new RunEnded({
        status: "failure",
        reason: `The approver gave no answer to step ${step}: it must be allow, deny or stop.`,
        fault: { source: "program", code: "invalid-approval" },
      });
  }
}

function becauseOf(reason: string | undefined): string {
  return reason === undefined || reason === "" ? "." : `: ${reason}`;
}

function wordsOf(reasons: readonly ApprovalReason[]): string {
  const words = reasons.map((reason) => {
    if (reason.type === "rule") return `rule ${reason.rule}`;
    return reason.type === "safety-check" ? `safety check ${reason.check.code ?? reason.check.id}` : "critical point";
  });
  return words.join(", ");
}
