import type { Decision } from "@massgen/core";
import { type DescribeOptions, describeAction } from "./describe-action.ts";
import { shorten } from "./shorten.ts";

/** A decision in a few words: of a batch the first action, and how many more there are. */
export function describeDecision(decision: Decision, options: DescribeOptions = {}): string {
  switch (decision.type) {
    case "act": {
      if (!Array.isArray(decision.actions)) return "something malformed";
      const [first, ...more] = decision.actions;
      const start = decision.actions.length === 0 ? "nothing" : describeAction(first, options);
      return more.length === 0 ? start : `${start}, and ${more.length} more`;
    }
    case "finish":
      return decision.status === "success" ? "done" : "gave up";
    case "ask":
      return "asked";
    case "note":
      return "noted";
    case "read-page":
      return "read the page";
    case "invalid":
      return "made no sense";
    default:
      return "unknown decision";
  }
}

/**
 * A decision with all that is in it but its thoughts, on one line.
 *
 * @param longest - characters of each text in it that are told.
 */
export function describeWholeDecision(decision: Decision, longest: number): string {
  if (decision.type === "act" && Array.isArray(decision.actions) && decision.actions.length > 0) {
    return decision.actions.map((action) => describeAction(action, { longest })).join(", then ");
  }
  const text = ownText(decision);
  const words = describeDecision(decision, { longest });
  return typeof text === "string" && text !== "" ? `${words}: ${shorten(text, longest)}` : words;
}

function ownText(decision: Decision): unknown {
  switch (decision.type) {
    case "finish":
      return decision.answer;
    case "ask":
    case "read-page":
      return decision.question;
    case "note":
      return decision.fact;
    case "invalid":
      return decision.problem;
    default:
      return undefined;
  }
}
