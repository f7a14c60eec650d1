import { describeDecision } from "@massgen/computer-use/recorder";
import type { ComputerEvent } from "@massgen/core";
import { formatDollars, groupDigits } from "../render/numbers.ts";
import { printable } from "../render/printable.ts";

export interface StepViewSettings {
  readonly write: (line: string) => void;
  /** Marks a text as less important. */
  readonly dim: (text: string) => string;
  /** Takes secrets out. */
  readonly mask: (text: string) => string;
}

/** Tells a run, one line a step, as it happens. */
export function createStepView({ write, dim, mask }: StepViewSettings): (event: ComputerEvent) => void {
  const clean = (text: string, limit?: number) => printable(mask(text), limit);
  const line = (text: string) => write(`${text}\n`);
  return (event) => {
    switch (event.type) {
      case "run-start":
        line(
          dim(
            `${event.model} on a ${event.computer}${event.resumedSteps > 0 ? `, after ${event.resumedSteps} steps` : ""}`,
          ),
        );
        break;
      case "decision": {
        const { step, decision, usage, cost, durationMilliseconds } = event;
        const facts = [
          `${(durationMilliseconds / 1_000).toFixed(1)} s`,
          ...(usage ? [`${groupDigits(usage.inputTokens + usage.outputTokens)} tokens`] : []),
          ...(cost === undefined ? [] : [formatDollars(cost)]),
        ].join(", ");
        line(`${String(step).padStart(3)}  ${clean(describeDecision(decision), 100)}  ${dim(facts)}`);
        if (decision.thoughts) line(dim(`     ${clean(decision.thoughts, 200)}`));
        if (decision.type === "invalid") line(dim(`     ${clean(decision.problem, 200)}`));
        break;
      }
      case "action-end":
        if (event.failure) line(`     ${clean(event.failure.reason, 200)}`);
        break;
      case "frame":
        for (const notice of event.observation.notices) line(dim(`     ${clean(notice, 200)}`));
        break;
      case "note":
        line(dim(`     noted: ${clean(event.fact, 200)}`));
        break;
      case "notice":
        line(clean(event.text));
        break;
      case "model-change":
        line(`     ${event.to} goes on: ${clean(event.reason, 300)}`);
        break;
      case "run-pause":
        if (event.reason !== "question")
          line(event.reason === "takeover" ? "You have the computer. Enter gives it back." : "Paused. Enter goes on.");
        break;
      case "run-resume":
        line(dim("Going on."));
        break;
    }
  };
}
