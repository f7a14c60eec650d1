import type { ApprovalReason } from "@massgen/core";

/** Why a person was asked, in a few words. */
export function describeReasons(reasons: readonly ApprovalReason[]): string {
  const words = reasons.map((reason) => {
    if (reason.type === "rule") return `rule ${reason.rule}`;
    return reason.type === "safety-check" ? `safety check ${reason.check.code ?? reason.check.id}` : "critical point";
  });
  return words.join(", ");
}
