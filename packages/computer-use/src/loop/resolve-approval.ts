import type { ApprovalAnswer, ApprovalReason } from "@massgen/core";
import { describeReasons } from "../describe/describe-reasons.ts";
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
      reason: `A person must allow step ${step} (${describeReasons(reasons)}), and nobody was there to be asked.`,
    });
  }
  const goOn = stopwatch.hold();
  let answer: ApprovalAnswer | undefined;
  try {
    answer = readAnswer(await within(signal, () => approve(request, { signal })));
  } catch (error) {
    writer.write({ type: "approval", step, reasons });
    signal.throwIfAborted();
    throw new RunEnded(endingOfPerson(error, `Asking a person about step ${step}`, "approver-failed"));
  } finally {
    goOn();
  }
  writer.write({ type: "approval", step, reasons, ...(answer && { answer }) });
  if (answer === undefined) {
    throw new RunEnded({
      status: "failure",
      reason: `The approver gave no answer to step ${step}: it must be allow, deny or stop.`,
      fault: { source: "program", code: "invalid-approval" },
    });
  }
  tell({ type: "approval-end", step, answer });
  switch (answer.type) {
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
  }
}

function becauseOf(reason: string | undefined): string {
  return reason === undefined || reason === "" ? "." : `: ${reason}`;
}

/** What an approver says may come from a form or a server: only what is an answer is taken, and nothing else of it. */
function readAnswer(value: unknown): ApprovalAnswer | undefined {
  if (typeof value !== "object" || value === null || !("type" in value)) return undefined;
  const { type } = value;
  if (type === "allow") return { type };
  if (type !== "deny" && type !== "stop") return undefined;
  const reason = "reason" in value && typeof value.reason === "string" ? value.reason : undefined;
  return { type, ...(reason !== undefined && { reason }) };
}
