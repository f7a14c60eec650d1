import type { Decision, TurnOutcome } from "@massgen/core";
import { describeWholeDecision } from "../describe/describe-decision.ts";

/** A step as far as it is told to another model. */
export interface StoryStep {
  readonly step: number;
  readonly decision: Decision;
  readonly outcome?: TurnOutcome;
}

/** Characters of a story at most. */
const longest = 8_000;
/** Characters of one line of it at most. */
const longestLine = 400;
/** Characters of one text in it, e.g. of one that was typed. */
const longestText = 200;
/** Steps from the first that are told even where the middle is left out. */
const beginning = 3;

/**
 * Tells a model what another one has done so far. Of a long run the middle is left out, but for what was noted and what
 * the user answered.
 */
export function tellStory(steps: readonly StoryStep[]): string {
  const lines = steps.map(lineOf);
  const room = longest - 200;
  const kept = new Set<number>();
  let size = 0;
  const keep = (index: number): boolean => {
    const line = lines[index];
    if (line === undefined || kept.has(index)) return true;
    if (size + line.length + 1 > room) return false;
    size += line.length + 1;
    kept.add(index);
    return true;
  };
  for (let index = 0; index < Math.min(beginning, lines.length); index += 1) keep(index);
  for (let index = steps.length - 1; index >= 0; index -= 1) if (matters(steps[index])) keep(index);
  for (let index = lines.length - 1; index >= 0; index -= 1) if (!keep(index)) break;

  const told: string[] = [];
  let left = 0;
  const closeGap = () => {
    if (left > 0) told.push(`(${left} ${left === 1 ? "step is" : "steps are"} left out here.)`);
    left = 0;
  };
  for (const [index, line] of lines.entries()) {
    if (kept.has(index)) {
      closeGap();
      told.push(line);
    } else left += 1;
  }
  closeGap();
  return ["This task was begun before you. What was done so far:", ...told].join("\n").slice(0, longest);
}

function matters(step: StoryStep | undefined): boolean {
  return step?.decision.type === "note" || step?.outcome?.type === "replied";
}

function lineOf({ step, decision, outcome }: StoryStep): string {
  const line = `Step ${step}: ${describeWholeDecision(decision, longestText)}${outcome === undefined ? "" : endOf(outcome)}`;
  return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
}

function endOf(outcome: TurnOutcome): string {
  switch (outcome.type) {
    case "acted":
      return outcome.failure === undefined ? "" : ` – ${outcome.performed} done, then: ${outcome.failure}`;
    case "rejected":
      return ` – not done: ${outcome.reason}`;
    case "replied":
      return ` – the user said: ${outcome.reply}`;
    case "noted":
    case "page-text":
      return "";
  }
}
