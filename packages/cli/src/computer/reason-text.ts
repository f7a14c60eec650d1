import type { ApprovalReason } from "@massgen/core";

/** Why a person is asked, in the words of whoever wants it. */
export function reasonText(reason: ApprovalReason): string {
  switch (reason.type) {
    case "safety-check":
      return `The provider doubts it: ${reason.check.message ?? reason.check.code ?? reason.check.id}`;
    case "critical-point":
      return `It may bind you: ${reason.text}`;
    case "rule":
      return `You want to be asked: ${reason.rule}`;
  }
}
