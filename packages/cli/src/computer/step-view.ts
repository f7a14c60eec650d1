import type { ComputerEvent, DecisionEvent } from "@massgen/core";
import { formatDollars, groupDigits } from "../render/numbers.ts";
import { printable } from "../render/printable.ts";
import { describeStep } from "./describe-step.ts";
import { reasonText } from "./reason-text.ts";

export interface StepViewSettings {
  readonly write: (line: string) => void;
  /** Marks a text as less important. */
  readonly dim: (text: string) => string;
  /** Takes secrets out. */
  readonly mask: (text: string) => string;
  /** Whether somebody is there, who is told by whoever asks what has to be allowed. */
  readonly isAttended: boolean;
}

/** Time of a model that is worth a word, in milliseconds: a script takes less. */
const shortestTime = 50;

const indent = " ".repeat(5);

/** Tells a run, a line for each step and for what happens between, as it happens. */
export function createStepView({ write, dim, mask, isAttended }: StepViewSettings): (event: ComputerEvent) => void {
  const clean = (text: string, limit?: number) => printable(mask(text), limit);
  const line = (text: string) => write(`${text}\n`);
  let isHeld = false;
  const below = (text: string, limit = 200) => line(dim(`${indent}${clean(text, limit)}`));
  return (event) => {
    switch (event.type) {
      case "run-start": {
        const { model, computer, resumedSteps } = event;
        line(dim(`${clean(model)} on a ${computer}${resumedSteps > 0 ? `, going on after step ${resumedSteps}` : ""}`));
        break;
      }
      case "decision": {
        const { step, decision } = event;
        const facts = factsOf(event);
        const words = clean(describeStep(decision), 160);
        line(`${String(step).padStart(3)}  ${words}${facts === "" ? "" : `  ${dim(facts)}`}`);
        if (decision.thoughts) below(decision.thoughts);
        if (decision.type === "invalid") below(decision.problem);
        break;
      }
      case "approval-request":
        if (!isAttended) for (const reason of event.request.reasons) below(reasonText(reason));
        break;
      case "approval-end":
        if (event.answer.type === "deny") below("You said no.");
        break;
      case "action-end":
        if (event.failure) line(`${indent}${clean(event.failure.reason, 200)}`);
        break;
      case "frame":
        for (const notice of event.observation.notices) below(notice);
        break;
      case "notice":
        line(`${indent}${clean(event.text)}`);
        break;
      case "model-change":
        line(`${indent}${clean(event.to)} goes on: ${clean(event.reason, 300)}`);
        break;
      case "run-pause":
        // A question is asked by whoever answers it.
        isHeld = event.reason !== "question";
        if (event.reason === "takeover")
          line("You have the computer. Enter gives it back; what you type first is told.");
        else if (event.reason === "pause") line("Paused. Enter goes on.");
        break;
      case "run-resume":
        if (isHeld) line(dim("Going on."));
        isHeld = false;
        break;
    }
  };
}

/** What a step took, as far as it is known. */
function factsOf({ usage, cost = 0, durationMilliseconds }: DecisionEvent): string {
  return [
    ...(durationMilliseconds < shortestTime ? [] : [`${(durationMilliseconds / 1_000).toFixed(1)} s`]),
    ...(usage ? [`${groupDigits(usage.inputTokens + usage.outputTokens)} tokens`] : []),
    ...(cost > 0 ? [formatDollars(cost)] : []),
  ].join(", ");
}
