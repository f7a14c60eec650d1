import type { ApprovalReason, Decision, Observation } from "@massgen/core";
import type { ApprovalRules } from "./run-options.ts";
import { siteNamedBy } from "./sites.ts";

/** Why a person must allow a decision; none where it may be done at once. */
export function approvalReasons(
  decision: Decision,
  observation: Observation,
  rules: ApprovalRules = {},
): readonly ApprovalReason[] {
  const { always = false, actions: guarded = [], sites = [], criticalPoints = true } = rules;
  const reasons: ApprovalReason[] = [];
  if (decision.type === "act") {
    for (const check of decision.safetyChecks ?? []) reasons.push({ type: "safety-check", check });
    if (always) reasons.push({ type: "rule", rule: "always" });
    const types = new Set(decision.actions.map(({ type }) => type));
    for (const type of guarded) if (types.has(type)) reasons.push({ type: "rule", rule: type });
    for (const site of sites) {
      if (siteNamedBy(decision.actions, observation, site)) reasons.push({ type: "rule", rule: site });
    }
  }
  const { criticalPoint } = decision;
  if (criticalPoints && criticalPoint !== undefined && (decision.type === "act" || decision.type === "finish")) {
    reasons.push({ type: "critical-point", text: criticalPoint });
  }
  return reasons;
}
