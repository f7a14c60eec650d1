import type { FinishDecision } from "@massgen/core";
import type { FaraProfile } from "../profiles/fara-profile.ts";
import { pythonJson } from "../prompt/python-json.ts";
import { namesCriticalPoint } from "./names-critical-point.ts";
import { readText } from "./read-values.ts";

/**
 * The end of a task. Fara-7B answers in the text before the call; Fara1.5 in an argument, and where that is missing, in
 * the text too. The models have no other sign of a critical point than to say so.
 */
export function decodeFinish(
  fields: Readonly<Record<string, unknown>>,
  thoughts: string,
  { answer: place }: FaraProfile,
): FinishDecision {
  const argument = answerText(fields.answer).toWellFormed();
  const answer = place === "argument" && argument.trim() !== "" ? argument : thoughts;
  const isFailure = /fail|error|unable|abort|incomplete|infeasible/i.test(readText(fields, "status") ?? "");
  const said = [thoughts, answer].find(namesCriticalPoint);
  return {
    type: "finish",
    status: isFailure ? "failure" : "success",
    answer,
    ...(said === undefined ? {} : { criticalPoint: said }),
  };
}

/** What was given as an answer, also where it is no text. */
function answerText(answer: unknown): string {
  if (typeof answer === "string") return answer;
  return answer === undefined || answer === null ? "" : pythonJson(answer);
}
