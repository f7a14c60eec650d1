import type { Decision, SafetyCheck } from "./decision.ts";
import type { Observation } from "./observation.ts";

/** Why a person has to allow something. */
export type ApprovalReason =
  | { readonly type: "safety-check"; readonly check: SafetyCheck }
  | { readonly type: "critical-point"; readonly text: string }
  /** A rule of the user's, by its own words, e.g. `navigate` or `shop.example`. */
  | { readonly type: "rule"; readonly rule: string };

/** What a person is asked to allow. */
export interface ApprovalRequest {
  readonly step: number;
  readonly decision: Decision;
  readonly reasons: readonly ApprovalReason[];
  /** What the model saw when it decided. */
  readonly observation: Observation;
}

export type ApprovalAnswer =
  | { readonly type: "allow" }
  /** The model is told, with the reason where there is one, and goes on. */
  | { readonly type: "deny"; readonly reason?: string }
  /** The run ends. */
  | { readonly type: "stop"; readonly reason?: string };

/** Decides what a model may do. An approver that throws stops the run. */
export type Approver = (
  request: ApprovalRequest,
  options: { readonly signal: AbortSignal },
) => Promise<ApprovalAnswer> | ApprovalAnswer;
