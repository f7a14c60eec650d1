import { describeAction, describeDecision } from "@massgen/computer-use/recorder";
import type { Decision } from "@massgen/core";

/** Actions of a batch that are named; the others are counted. */
const namedActions = 3;

/** A decision on one line. It may be one that will be refused as malformed. */
export function describeStep(decision: Decision): string {
  switch (decision.type) {
    case "act": {
      const actions = listActions(decision);
      const more = actions.length - namedActions;
      return `${actions.slice(0, namedActions).join(", then ")}${more > 0 ? `, and ${more} more` : ""}`;
    }
    case "ask":
      return `ask you: ${decision.question}`;
    case "note":
      return `note: ${decision.fact}`;
    case "read-page":
      return `read the page: ${decision.question}`;
    default:
      return describeDecision(decision);
  }
}

/** All that a decision would do, a line each, for whoever has to allow it. */
export function listActions(decision: Decision): readonly string[] {
  if (decision.type !== "act") return [describeStep(decision)];
  return Array.isArray(decision.actions)
    ? decision.actions.map((action) => describeAction(action))
    : [describeDecision(decision)];
}
